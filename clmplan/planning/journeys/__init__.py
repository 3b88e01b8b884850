"""Journeys: the steps of a wave as a program, the days on which each may come, and who is where in it."""
