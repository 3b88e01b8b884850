"""Who appears in a plan: the titles and colours of campaigns, channels, offers."""

from __future__ import annotations

from dataclasses import dataclass

from clmplan.model.plan import Plan, PlannedSend
from clmplan.reports.drawing import PLAIN, colour
from clmplan.reports.views import Key
from clmplan.reports.voice import Voice


@dataclass(frozen=True, slots=True)
class Cast:
    """A plan and the language it is shown in."""

    plan: Plan
    voice: Voice

    @property
    def names(self) -> tuple[str, ...]:
        """The campaigns in playbook order."""
        return tuple(campaign.name for campaign in self.plan.playbook.campaigns)

    def colour(self, campaign: str) -> str:
        """The colour of a campaign; the programme is grey."""
        return colour(self.names.index(campaign)) if campaign in self.names else PLAIN

    def title(self, campaign: str) -> str:
        """The title as its author wrote it; the programme has a word of ours."""
        if not campaign:
            return self.voice.say("programme")
        titles = {one.name: one.title for one in self.plan.playbook.campaigns}
        return titles.get(campaign) or campaign

    def label(self, campaign: str, wave: str) -> str:
        """What a send is called in a calendar: its wave where a campaign has several, else its campaign."""
        waves = next(len(one.waves) for one in self.plan.playbook.campaigns if one.name == campaign)
        return self.wave(campaign, wave) if waves > 1 else self.title(campaign)

    def wave(self, campaign: str, wave: str) -> str:
        """The title of a wave."""
        waves = [one for owner in self.plan.playbook.campaigns if owner.name == campaign for one in owner.waves]
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

    def owner(self, campaign: str) -> str:
        """Who owns a campaign, or nothing."""
        return next((one.owner or "" for one in self.plan.playbook.campaigns if one.name == campaign), "")

    def sends(self, campaign: str) -> tuple[PlannedSend, ...]:
        """The sends of a campaign in order."""
        return tuple(planned for planned in self.plan.sends if planned.send.campaign == campaign)

    def legend(self) -> tuple[Key, ...]:
        """Every campaign with its colour and its channels."""
        found = []
        for name in self.names:
            used = dict.fromkeys(self.channel(planned.send.channel) for planned in self.sends(name))
            found.append(Key(self.colour(name), self.title(name), tuple(used)))
        return tuple(found)
