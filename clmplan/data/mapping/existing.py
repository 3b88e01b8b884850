"""What a project file says already, as far as mapping more files into it depends on that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yaml.nodes import MappingNode, Node, ScalarNode

from clmplan.base.clock import find_zone
from clmplan.base.diagnostics import Checked
from clmplan.base.source import Source
from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.ideas.idea import Idea
from clmplan.data.mapping.propose import key_idea
from clmplan.data.project.text import compose, written
from clmplan.data.project.words import CUSTOMER_KEYS, DATA_KEYS, PROJECT_KEYS, english_key


@dataclass(frozen=True, slots=True)
class Existing:
    """Money and zone (None: not stated), names of events, the idea of the customers' key, whether there are any, and
    the day a plan is made on."""

    home: Home | None = None
    events: tuple[str, ...] = ()
    keys: tuple[Idea, ...] = ()
    has_customers: bool = False
    as_of: date | None = None


def existing(source: Source) -> Checked[Existing]:
    """What a project file says, even one that is not whole yet; its diagnostics are about YAML only."""
    composed = compose(source)
    root = composed.value
    currency, zone = (_text(_value(root, name, PROJECT_KEYS)) for name in ("currency", "zone"))
    data = _value(root, "data", PROJECT_KEYS)
    customers = _value(data, "customers", DATA_KEYS)
    events = _value(data, "events", DATA_KEYS)
    names = tuple(written(key.value) for key, _ in events.value) if isinstance(events, MappingNode) else ()
    key = _text(_value(customers, "key", CUSTOMER_KEYS))
    idea = key_idea(key) if key else None
    home = Home(currency, zone) if currency and zone and find_zone(zone) else None
    day = _day(_text(_value(root, "as_of", PROJECT_KEYS)))
    about = Existing(home, names, (idea,) if idea else (), isinstance(customers, MappingNode), day)
    return Checked(about, composed.diagnostics)


def _value(node: Node | None, name: str, allowed: tuple[str, ...]) -> Node | None:
    pairs = node.value if isinstance(node, MappingNode) else []
    return next((value for key, value in pairs if english_key(str(key.value), allowed) == name), None)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _text(node: Node | None) -> str | None:
    return written(node.value) if isinstance(node, ScalarNode) and node.value else None
