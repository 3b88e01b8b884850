"""Floor 2: one file per word that says when."""
