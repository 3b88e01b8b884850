"""What columns of exports may be about, and what headers call it."""
