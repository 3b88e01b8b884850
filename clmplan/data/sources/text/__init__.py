"""Text files: their encoding, their delimiter, and their lines sorted into two lanes."""
