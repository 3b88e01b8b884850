"""Floor 3: typed expressions to one fused query per run, and a plain evaluator for one customer."""
