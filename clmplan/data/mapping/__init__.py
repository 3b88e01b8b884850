"""From the headers and values of an export to a proposal for the project file."""
