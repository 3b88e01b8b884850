"""Which contacts come about: every rule in turn over every send, and who it refuses."""
