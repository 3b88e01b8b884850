"""What the teams that carry a plan out receive, and what they send back."""
