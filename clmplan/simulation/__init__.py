"""Floor 3: the plan and the same world without it, customer by customer, on common luck."""
