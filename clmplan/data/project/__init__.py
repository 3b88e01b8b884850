"""From YAML text to the parts of a project: words, nodes with places, fields."""
