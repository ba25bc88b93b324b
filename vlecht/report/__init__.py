"""Pages, pictures and terminal views of a roster."""
