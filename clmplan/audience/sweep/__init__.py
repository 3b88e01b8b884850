"""Floor 3: many dates at once, from when each fact of a customer changes."""
