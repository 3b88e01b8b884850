"""What the slots of a phrase accept: written values and names."""
