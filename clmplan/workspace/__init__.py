"""Floor 3, edge: the store of plans and runs, and files written whole or not at all."""
