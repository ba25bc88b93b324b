"""Vlecht weaves pupils, staff and rooms into one weekly group-crossing roster."""

__version__ = "0.1.0"
