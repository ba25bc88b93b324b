"""Proving groups whose levels should lie close together: a tree search over who is where."""
