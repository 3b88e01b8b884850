"""Floor 3: the plan and the same world without it, from customers' own histories."""
