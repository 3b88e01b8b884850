"""Sources to one typed store: every row is in it or set aside, and it is used again while nothing has changed."""
