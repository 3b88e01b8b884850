"""The sheets of the workbook `calendar.xlsx`."""
