"""Long playbooks for measuring: a shipped one whose campaigns come again and again under other names and numbers."""

from __future__ import annotations

import re
from pathlib import Path

from clmplan.base.source import Source
from clmplan.data.project_file import read_project
from clmplan.language.text.layout import lay_out
from clmplan.language.tokens import TRIVIA, tokenize
from clmplan.model.project import Project

FOLDER = Path(__file__).resolve().parents[2] / "playbooks" / "gift_retailer"
_DECLARED = re.compile(r"^(campaign|segment|metric) (\w+)", re.MULTILINE)
_TITLE = re.compile(r"\"([^\"]+)\"")
_PRIORITY = re.compile(r"(priority: )(\d+)")


def project() -> Project:
    """The project of the corpus."""
    read = read_project(Source("clmplan.yaml", (FOLDER / "clmplan.yaml").read_text(encoding="utf-8")))
    if read.value is None:
        raise LookupError("the project file of the corpus cannot be read")
    return read.value


def playbook(lines: int) -> str:
    """A playbook of at least so many lines: its campaigns come again and again, each time a little different."""
    text = (FOLDER / "gift_retailer.clm").read_text(encoding="utf-8")
    campaigns = text[text.index("campaign ") :]
    parts, length = [text], text.count("\n")
    while length < lines:
        parts.append(_another(campaigns, len(parts)))
        length += parts[-1].count("\n")
    return "".join(parts)


def tokens_per_line(text: str) -> tuple[float, float]:
    """Tokens as written (without blanks and comments) and as the grammar reads them, per line."""
    written = tokenize(Source("corpus.clm", text)).value
    lines = text.count("\n")
    meaningful = sum(token.type not in TRIVIA and token.type != "NEWLINE" for token in written)
    return meaningful / lines, len(lay_out(written).value) / lines


def _another(campaigns: str, number: int) -> str:
    renamed = _DECLARED.sub(rf"\1 \2_{number}", campaigns)
    titled = _TITLE.sub(lambda found: f'"{found[1]} {number}"', renamed)
    return _PRIORITY.sub(lambda found: f"{found[1]}{(int(found[2]) + number) % 100}", titled)
