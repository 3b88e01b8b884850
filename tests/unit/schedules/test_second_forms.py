"""What may be said in two ways is written in one once it is said in a language: from then on there is a way back."""

from __future__ import annotations

import pytest

from clmplan.base.source import Source
from clmplan.language.format.formatted import formatted


def said(text: str, language: str) -> str:
    found = formatted(Source("a.clm", text), language)
    assert found.diagnostics == ()
    return found.value


@pytest.mark.parametrize(
    "schedule",
    [
        "on the last workday of each month",
        "on the 2nd tuesday of every month",
        "on every month on the last friday",
        "on each order after 3d",
        "on leaving active after 2 workdays",
        "on entering active before 2 workdays",
        "on gift expires before 3d",
        "on christmas before 2w",
        "on birthday anniversary of",
        "on every friday except christmas at 10:00",
    ],
)
def test_a_schedule_said_in_english_comes_back_from_chinese_as_it_was(schedule: str) -> None:
    english = said(f"campaign a {{\n  for email_ok is yes\n  {schedule}\n  send email\n}}\n", "en")
    assert said(said(english, "zh"), "en") == english
