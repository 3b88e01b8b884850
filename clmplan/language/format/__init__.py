"""A playbook written the one way it is written: lines, spaces, columns, and the words of one language."""
