"""What is shipped is written the one way playbooks are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from clmplan.base import assets
from clmplan.base.source import Source
from clmplan.language.format.formatted import formatted

SHIPPED = tuple(sorted(path for path in assets.folder("playbooks").rglob("*.clm") if ".clmplan" not in path.parts))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_playbook_is_laid_out(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert formatted(Source(path.name, text)).value == text, "run `clmplan fmt` on its project"


def test_there_are_playbooks_to_look_at() -> None:
    assert len(SHIPPED) >= 3
