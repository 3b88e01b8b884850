"""Playbook sense: what is allowed to be written and is probably not meant, or costs money."""
