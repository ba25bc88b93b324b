"""Core constraints, one file each: the sixteen of XHSTT and ours."""
