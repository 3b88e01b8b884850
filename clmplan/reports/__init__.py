"""Floor 3: a plan as pictures and pages."""
