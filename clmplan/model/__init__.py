"""Floor 1: the nouns of the language and of a plan; frozen, without behaviour beyond their own invariants."""
