"""Floor 3: tests of a playbook as data: tiny worlds, what they came to, boundaries, coverage."""
