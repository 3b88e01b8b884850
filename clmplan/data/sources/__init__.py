"""Any source to columns of text in a table, with every record accounted for."""
