"""Floor 5: arguments, exit status, messages."""
