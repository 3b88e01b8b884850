"""The filters of the calendar page: what each entry can be found by, as numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from clmplan.reports.calendar.views import Choice, Facet
from clmplan.reports.cast import Cast
from clmplan.reports.drawing import PALETTE

KINDS = (
    "dated", "triggered", "preparation", "late", "new", "moved", "changed", "cancelled", "conflict", "shifted",
    "estimated",
)  # fmt: skip


class Traits(NamedTuple):
    """What one entry can be found by. Campaigns and channels by name, owners and stages as they are shown."""

    owner: str
    channel: str
    stages: tuple[str, ...]
    campaign: str
    kinds: tuple[str, ...]


class Tags:
    """Numbers the combinations of traits as they come: few combinations stand for many entries."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._numbers: Mapping[str, dict[str, int]] = MappingProxyType(
            {"owner": {}, "channel": {}, "stage": {}, "campaign": {}, "kind": {}}
        )
        self._combinations: dict[Traits, tuple[int, str]] = {}

    def of(self, traits: Traits) -> int:
        """The number of a combination."""
        if traits not in self._combinations:
            values = ((traits.owner,), (traits.channel,), traits.stages or ("",), (traits.campaign,), traits.kinds)
            parts = (
                ".".join(str(known.setdefault(value, len(known))) for value in own)
                for known, own in zip(self._numbers.values(), values, strict=True)
            )
            self._combinations[traits] = (len(self._combinations), ";".join(parts))
        return self._combinations[traits][0]

    @property
    def combinations(self) -> str:
        """All combinations in order: the numbers of the choices of each filter, as `0;2;1.3;0;1`, apart by spaces."""
        return " ".join(numbers for _, numbers in self._combinations.values())

    def facets(self) -> tuple[Facet, ...]:
        """Every filter with the choices that occur, in the order of the playbook; owners by name."""
        say = self._cast.voice.say
        ordered = {
            "owner": sorted(self._numbers["owner"], key=lambda owner: (not owner, owner)),
            "channel": self._in_order("channel", (one.name for one in self._cast.plan.playbook.channels)),
            "stage": self._in_order("stage", self._stages()),
            "campaign": self._in_order("campaign", self._cast.names),
            "kind": self._in_order("kind", KINDS),
        }
        return tuple(
            Facet(key, say(f"filter_{key}"), tuple(self._choice(key, value) for value in values))
            for key, values in ordered.items()
        )

    def _stages(self) -> Iterable[str]:
        return (stage.title or stage.name for one in self._cast.plan.playbook.lifecycles for stage in one.stages)

    def _in_order(self, key: str, known: Iterable[str]) -> list[str]:
        """The values that occur: known ones in their order, then others, then entries that have none."""
        found = self._numbers[key]
        first = [value for value in dict.fromkeys(known) if value in found]
        return first + sorted((value for value in found if value not in first), key=lambda value: (not value, value))

    def _choice(self, key: str, value: str) -> Choice:
        cast, number = self._cast, self._numbers[key][value]
        if not value:
            return Choice(number, value, cast.voice.say(f"without_{key}"), "")
        if key == "campaign":
            place = cast.place(value)
            written = value if place is None else cast.plan.playbook.campaigns[place].id
            return Choice(number, written, cast.title(value), look_of(cast, value))
        label = cast.channel(value) if key == "channel" else cast.voice.say(f"kind_{value}") if key == "kind" else value
        return Choice(number, value, label, "")


def look_of(cast: Cast, campaign: str) -> str:
    """The class that carries the colour of a campaign."""
    place = cast.place(campaign)
    return "plain" if place is None else f"p{place % len(PALETTE)}"
