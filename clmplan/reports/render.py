"""A plan as pages: views made ready in Python, put into templates that compute nothing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from clmplan.exporters.edition import Edition
from clmplan.model.outcome import Outcome
from clmplan.model.plan import Plan
from clmplan.model.scorecard import Scorecard
from clmplan.reports.calendar_view import calendar_view, month_alone
from clmplan.reports.drawing import FONT
from clmplan.reports.report_view import report_view
from clmplan.reports.views import Page
from clmplan.reports.voice import Voice

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment


def calendar_page(edition: Edition, locale: str) -> str:
    """A self-contained page with the months of a plan and its agenda."""
    return _page(calendar_view(edition.plan, locale), locale)


def report_page(plan: Plan, locale: str, outcome: Outcome | None = None, scorecard: Scorecard | None = None) -> str:
    """A self-contained report of a plan, with its simulation and its evaluation when there are any."""
    return _page(report_view(plan, locale, outcome, scorecard), locale)


def svg_calendar(plan: Plan, month: tuple[int, int], locale: str) -> str:
    """One month (year, month) as a picture of its own."""
    picture = month_alone(plan, month, locale)
    return _environment().get_template("alone.svg.jinja").render(picture=picture, font=FONT)


def _page(page: Page, locale: str) -> str:
    return _environment().get_template("page.html.jinja").render(page=page, words=Voice(locale).words)


@lru_cache(maxsize=1)
def _environment() -> SandboxedEnvironment:
    from jinja2 import PackageLoader, StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    return SandboxedEnvironment(
        loader=PackageLoader("clmplan.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
