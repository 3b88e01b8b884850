"""Floor 3: what really happened, judged by the split that was drawn."""
