"""The systems that schools use already: what is read from them, and what is written for them."""
