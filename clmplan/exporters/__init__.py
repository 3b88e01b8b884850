"""Floor 2: one file per format a plan is handed over in."""
