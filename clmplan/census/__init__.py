"""Floor 3: who is where on a day, in counts that can be printed: groups, waterfalls, overlaps, gaps, moves."""
