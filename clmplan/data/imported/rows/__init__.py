"""From the rows of one source to its table in the store: typed, left out, taken back, joined."""
