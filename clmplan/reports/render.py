"""A plan as pages: views made ready in Python, put into templates that compute nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING

from clmplan.exporters.edition import Edition
from clmplan.exporters.lines import TURNS
from clmplan.model.outcome import Outcome
from clmplan.model.plan import Plan
from clmplan.model.scorecard import Scorecard
from clmplan.reports.calendar_view import calendar_view
from clmplan.reports.drawing import FONT, PALETTE
from clmplan.reports.pictures.months import month_alone
from clmplan.reports.report_view import report_view
from clmplan.reports.voice import Voice

_TURNED = re.compile(f"[{''.join(map(chr, TURNS))}]")

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment
    from markupsafe import Markup


def calendar_page(edition: Edition, locale: str) -> str:
    """A self-contained page: months, chart and agenda of an edition, with filters that need no server."""
    view = calendar_view(edition, locale)
    script = _script("calendar.js")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        _environment()
        .get_template("calendar.html.jinja")
        .render(
            page=view.head,
            calendar=view,
            words=Voice(locale).words,
            palette=PALETTE,
            script=script,
            script_hash=f"sha256-{digest}",
        )
    )


def report_page(plan: Plan, locale: str, outcome: Outcome | None = None, scorecard: Scorecard | None = None) -> str:
    """A self-contained report of a plan, with its simulation and its evaluation when there are any."""
    page = report_view(plan, locale, outcome, scorecard)
    return _environment().get_template("report.html.jinja").render(page=page, words=Voice(locale).words, script="")


def svg_calendar(plan: Plan, month: tuple[int, int], locale: str) -> str:
    """One month (year, month) as a picture of its own."""
    picture = month_alone(plan, month, locale)
    return _environment().get_template("alone.svg.jinja").render(picture=picture, font=FONT)


def _script(name: str) -> Markup:
    """A script as it is written; the page allows exactly this text to run."""
    from markupsafe import Markup

    loader = _environment().loader
    if loader is None:
        raise ValueError("templates have no loader")
    return Markup(loader.get_source(_environment(), name)[0])


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
        finalize=_upright,
    )


def _upright(value: object) -> object:
    """Author text without the signs that would turn the text beside it; what is ready already stays."""
    return _TURNED.sub("", value) if type(value) is str and not value.isascii() else value
