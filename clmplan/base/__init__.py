"""Floor 0: values and arithmetic that know nothing about marketing."""
