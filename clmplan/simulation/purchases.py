"""Which events a simulation continues: those that campaigns want."""

from __future__ import annotations

from collections import Counter

from clmplan.model.playbook import Playbook
from clmplan.model.project import FieldType, Project


def purchases(project: Project, playbook: Playbook) -> tuple[str, str | None] | None:
    """The event most campaigns have as their goal (then the first by name) and its first field of money."""
    goals = Counter(campaign.goal.event for campaign in playbook.campaigns if campaign.goal is not None)
    if not goals:
        return None
    event = min(goals, key=lambda name: (-goals[name], name))
    fields = project.events[event].fields
    return event, next((field.name for field in fields if field.type is FieldType.MONEY), None)
