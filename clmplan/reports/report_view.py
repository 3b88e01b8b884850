"""The report: which parts there are, in which order."""

from __future__ import annotations

from clmplan.model.outcome import Outcome
from clmplan.model.plan import Plan
from clmplan.model.scorecard import Scorecard
from clmplan.reports.cast import Cast
from clmplan.reports.heading import caveat_of, head_lines, signs, title_of
from clmplan.reports.pictures.months import month_pictures
from clmplan.reports.pictures.timeline import timeline_picture
from clmplan.reports.pictures.weeks import weeks_picture
from clmplan.reports.sections.audiences import reach_section, stages_section
from clmplan.reports.sections.conflicts import conflicts_section
from clmplan.reports.sections.decisions import accounting_section, decisions_section, newcomers_section, plan_cards
from clmplan.reports.sections.evaluation import evaluation_section
from clmplan.reports.sections.money import budget_section, experiments_section
from clmplan.reports.sections.simulation import simulation_section
from clmplan.reports.views import Page, Section
from clmplan.reports.voice import Voice


def report_view(plan: Plan, locale: str, outcome: Outcome | None, scorecard: Scorecard | None) -> Page:
    """The report of a plan in a language, with its results when there are any."""
    cast = Cast(plan, Voice(locale))
    say = cast.voice.say
    parts = (
        decisions_section(cast),
        conflicts_section(cast),
        evaluation_section(cast, scorecard) if scorecard else None,
        simulation_section(cast, outcome) if outcome else None,
        Section("timeline", say("timeline"), "", (timeline_picture(cast),)),
        Section("months", say("months"), "", month_pictures(cast)),
        stages_section(cast),
        reach_section(cast),
        Section("weeks", say("weeks"), "", (weeks_picture(cast),)),
        budget_section(cast),
        experiments_section(cast),
        newcomers_section(cast),
        accounting_section(cast),
    )
    sections = tuple(part for part in parts if part is not None)
    return Page(
        "report",
        say("language"),
        title_of(plan),
        say("report"),
        head_lines(cast),
        caveat_of(cast),
        "",
        plan_cards(cast),
        cast.legend(),
        signs(cast),
        sections,
    )
