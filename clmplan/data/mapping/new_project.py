"""A first project for files that have none: its settings, and a playbook to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.naming import field_name
from clmplan.data.mapping.yaml_text import block_lines, flow

_HORIZON = timedelta(days=60)
_REGIONS = {"Asia/Shanghai": ("cn",), "Europe/London": ("gb",)}
_DEFAULT_DAY = date(2026, 1, 1)  # for files without any date


@dataclass(frozen=True, slots=True)
class FirstProject:
    """The text of a project file that has no data yet, its playbook's name and text, and the day it begins."""

    text: str
    playbook: str
    playbook_text: str
    as_of: date


def first_project(folder: str, home: Home, locale: str, last_day: date | None) -> FirstProject:
    """A project named after its folder, as of the day after the last one in its files."""
    as_of = last_day + timedelta(days=1) if last_day is not None else _DEFAULT_DAY
    name = field_name(folder, 0) if any(map(str.isalnum, folder)) else "project"
    settings = {"name": name, "zone": home.zone, "currency": home.currency, "locale": locale}
    lines = block_lines(settings, 0)
    if home.zone in _REGIONS:
        lines.append(f"regions: {flow(_REGIONS[home.zone])}")
    playbook = "playbook.clm"
    lines += [f"as_of: {as_of}", f"playbooks: {flow((playbook,))}"]
    span = f"{as_of} .. {as_of + _HORIZON}"
    words = f"剧本 首个 {{\n  区间: {span}\n}}\n" if locale == "zh" else f"playbook first {{\n  horizon: {span}\n}}\n"
    return FirstProject("\n".join(lines) + "\n", playbook, words, as_of)
