"""Floor 3, edge: files in, typed rows out, every row accounted for; the engine behind a small interface."""
