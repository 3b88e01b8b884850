"""The rows set aside, as messages that stand beside their source."""

from __future__ import annotations

from collections.abc import Sequence

from clmplan.base.diagnostics import Diagnostic
from clmplan.data.imported.accounting import ReasonCount, reason_findings
from clmplan.data.imported.work import parts
from clmplan.model.project import Project


def messages(project: Project, counts: Sequence[ReasonCount]) -> tuple[Diagnostic, ...]:
    """One message for each count, in the same order."""
    places = {part.name: part.spec.at for part in parts(project)}
    return tuple(found for one in counts for found in reason_findings(places, (one,)))
