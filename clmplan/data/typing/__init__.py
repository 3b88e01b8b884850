"""Columns of text to typed values: a parser that decides, and SQL that does the same in bulk."""
