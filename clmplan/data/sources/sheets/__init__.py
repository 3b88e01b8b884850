"""Sheets of workbooks: how far they reach, and their rows."""
