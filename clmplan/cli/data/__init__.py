"""What `clmplan data` does: check, map, preview, export, purge."""
