"""Who appears in a plan: the titles and colours of campaigns, channels, offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from clmplan.model.plan import Plan, PlannedSend
from clmplan.reports.drawing import PLAIN, colour
from clmplan.reports.views import Key
from clmplan.reports.voice import Voice


@dataclass(frozen=True, slots=True)
class Cast:
    """A plan and the language it is shown in; what is asked for often is looked up once."""

    plan: Plan
    voice: Voice
    _places: Mapping[str, int] = field(init=False, repr=False, compare=False)
    _sends: Mapping[str, tuple[PlannedSend, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        campaigns = self.plan.playbook.campaigns
        object.__setattr__(self, "_places", {one.name: place for place, one in enumerate(campaigns)})
        found: dict[str, list[PlannedSend]] = {}
        for planned in self.plan.sends:
            found.setdefault(planned.send.campaign, []).append(planned)
        object.__setattr__(self, "_sends", {name: tuple(sends) for name, sends in found.items()})

    @property
    def names(self) -> tuple[str, ...]:
        """The campaigns in playbook order."""
        return tuple(campaign.name for campaign in self.plan.playbook.campaigns)

    def place(self, campaign: str) -> int | None:
        """Which campaign of the playbook it is, or None for the programme."""
        return self._places.get(campaign)

    def colour(self, campaign: str) -> str:
        """The colour of a campaign; the programme is grey."""
        place = self.place(campaign)
        return PLAIN if place is None else colour(place)

    def title(self, campaign: str) -> str:
        """The title as its author wrote it; the programme has a word of ours."""
        if not campaign:
            return self.voice.say("programme")
        place = self.place(campaign)
        return campaign if place is None else self.plan.playbook.campaigns[place].title or campaign

    def label(self, campaign: str, wave: str) -> str:
        """What a send is called in a calendar: its wave where a campaign has several, else its campaign."""
        place = self.place(campaign)
        waves = 0 if place is None else len(self.plan.playbook.campaigns[place].waves)
        return self.wave(campaign, wave) if waves > 1 else self.title(campaign)

    def wave(self, campaign: str, wave: str) -> str:
        """The title of a wave."""
        place = self.place(campaign)
        waves = () if place is None else self.plan.playbook.campaigns[place].waves
        return next((one.title or one.name for one in waves if one.name == wave), wave)

    def channel(self, name: str) -> str:
        """The title of a channel."""
        return next((one.title or name for one in self.plan.playbook.channels if one.name == name), name)

    @property
    def channels(self) -> tuple[str, ...]:
        """The channels that are used, in playbook order."""
        used = {planned.send.channel for planned in self.plan.sends}
        declared = tuple(one.name for one in self.plan.playbook.channels if one.name in used)
        return declared + tuple(sorted(used - set(declared)))

    def offer(self, name: str) -> str:
        """The title of an offer."""
        return next((one.title or name for one in self.plan.playbook.offers if one.name == name), name)

    def sends(self, campaign: str) -> tuple[PlannedSend, ...]:
        """The sends of a campaign in order."""
        return self._sends.get(campaign, ())

    def to_do(self, campaign: str) -> tuple[PlannedSend, ...]:
        """The sends of a campaign that stand in the calendar, in order."""
        return tuple(planned for planned in self.sends(campaign) if planned.asks_for_work)

    def legend(self) -> tuple[Key, ...]:
        """Every campaign with its colour and its channels."""
        found = []
        for name in self.names:
            used = dict.fromkeys(self.channel(planned.send.channel) for planned in self.sends(name))
            found.append(Key(self.colour(name), self.title(name), tuple(used)))
        return tuple(found)
