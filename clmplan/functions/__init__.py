"""Floor 2: one file per function of the language."""
