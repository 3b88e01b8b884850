"""Campaign planning as plain text: a playbook compiled against real customers into a dated plan."""

__version__ = "0.1.0"
