"""What the checks read from: names used, values that conditions allow, discounts in words."""
