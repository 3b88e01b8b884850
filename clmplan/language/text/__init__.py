"""From characters to a tree: literals, layout, tables, nodes, and words that lack a space."""
