"""Colours for editors: a TextMate grammar and a Vim syntax file, generated from the word table and the lexer."""
