"""Floor 2: statutory days and festivals per region, dated data with a source."""
