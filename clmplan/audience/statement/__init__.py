"""Questions about every customer, and the fused statements that answer them on any engine."""
