"""Models of how customers buy, leave and spend, fitted on their histories."""
