"""What gets in the way of something else: conflicts of sends, work that is late, people who have too much to do."""
