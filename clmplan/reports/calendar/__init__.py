"""The calendar page that teams keep open: filters, month grid, chart of campaigns, agenda, conflicts, links."""
