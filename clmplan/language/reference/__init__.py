"""Everything that can be written, told: for `clmplan words`, for the generated pages, for editors."""
