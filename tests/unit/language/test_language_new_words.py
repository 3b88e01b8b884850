"""Adding a word is one file in one room: nothing else has to know its name."""

from __future__ import annotations

import pytest

from clmplan.language.declare import waves
from clmplan.model.schedule import ScheduleKind
from clmplan.schedules.dated import KIND as DATED


def test_a_new_schedule_is_tried_without_being_listed_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    moon = ScheduleKind("full_moon", ("on every contacts",), (("on every contacts", "于 每 次"),), DATED.build)
    known = waves.schedule_kinds()
    monkeypatch.setattr(waves, "schedule_kinds", lambda: {**known, moon.name: moon})
    forms = waves._forms.__wrapped__()
    assert moon in {kind for kind, _ in forms}
    assert "dated" == forms[0][0].name
