"""Calendars that come home: filled-in workbooks and text tables, read by key, every row accounted for."""
