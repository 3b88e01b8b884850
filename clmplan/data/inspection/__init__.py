"""An import looked at: sums, single rows, tables for other programs."""
