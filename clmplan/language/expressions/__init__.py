"""What conditions and values mean, and whether their types go together."""
