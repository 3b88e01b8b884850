"""Floor 1: every sentence the program may say, in both languages, grouped by the pass that says it."""
