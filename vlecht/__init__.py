"""Vlecht weaves pupils, staff and rooms into one weekly group-crossing roster."""
