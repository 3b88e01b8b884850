"""One file per kind of declaration: what it may hold, and the noun it becomes."""
