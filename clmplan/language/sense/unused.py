"""What is declared and never used: metrics, segments, lifecycles, offers, channels."""

from __future__ import annotations

from collections.abc import Iterator

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.codes import sense as codes
from clmplan.language.scope import STAGE_WORDS
from clmplan.language.sense.reading.look import Look
from clmplan.language.sense.reading.uses import Given, Uses, uses_in

_ANYWHERE = frozenset({"metric", "segment"})
# Declarations whose lines limit an offer or a channel, but give or send nothing.
_LIMITING = {"offer": frozenset({"offer"}), "channel": frozenset({"channel", "policy", "budget"})}
_CODES: dict[str, Code] = {
    "metric": codes.UNUSED_METRIC,
    "segment": codes.UNUSED_SEGMENT,
    "lifecycle": codes.UNUSED_LIFECYCLE,
    "offer": codes.OFFER_NEVER_GIVEN,
    "channel": codes.CHANNEL_WITHOUT_SENDS,
}


def unused_declarations(look: Look) -> Iterator[Diagnostic]:
    """Declarations of the project's own files that nothing uses; a playbook without campaigns has only begun."""
    if not look.playbook.campaigns:
        return
    own = [given for given in look.given if given.kind in _CODES and look.is_own(given.at)]
    uses = uses_in(look.documents, look.given, lambda uses: all(_is_used(given, uses, look) for given in own))
    for given in own:
        if not _is_used(given, uses, look):
            found = _CODES[given.kind].at(given.at, name=given.name)
            for use in uses.get(given.name, ()):
                note = codes.LIMITS_NOTHING if use.line in {"at most", "at least"} else codes.NAMED_HERE
                found = found.beside(use.at, note)
            yield found


def _is_used(given: Given, uses: Uses, look: Look) -> bool:
    if given.kind in _ANYWHERE:
        return given.name in uses
    if given.kind == "lifecycle":
        return any(_is_stage_asked(name, uses) for name in _names_of_lifecycle(given, look))
    return any(use.declaration not in _LIMITING[given.kind] for use in uses.get(given.name, ()))


def _names_of_lifecycle(given: Given, look: Look) -> Iterator[str]:
    yield given.name
    lifecycles = look.playbook.lifecycles
    yield from (stage.name for one in lifecycles if one.name == given.name for stage in one.stages)
    if len(lifecycles) == 1:
        yield from STAGE_WORDS


def _is_stage_asked(name: str, uses: Uses) -> bool:
    return any(use.declaration != "lifecycle" for use in uses.get(name, ()))
