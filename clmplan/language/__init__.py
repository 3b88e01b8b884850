"""Floor 3: text to model: lexer, parser, resolution, types."""
