"""Which kind of table a file is, which column names the customer, which the day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from clmplan.data.mapping.ideas.idea import Idea, Part, Side
from clmplan.data.mapping.ideas.of_events import DAYS
from clmplan.data.mapping.ideas.synonyms import IDEAS, every_idea
from clmplan.data.mapping.profile import ColumnProfile
from clmplan.data.mapping.proposal import ColumnProposal, Role
from clmplan.model.project import FieldType

SIDES = {
    Role.CUSTOMERS: Side.CUSTOMERS,
    Role.EVENTS: Side.EVENTS,
    Role.CONTACTS: Side.CONTACTS,
    Role.SUPPRESSED: Side.CUSTOMERS,
}
_NEARLY_UNIQUE = 0.9
_FILLED = 0.9
_MOSTLY = 0.5
_FILE_WORDS = (
    (Role.SUPPRESSED, re.compile(r"退订|黑名单|免打扰|勿扰|拒收|unsub|suppress|blacklist|blocklist|dnc|opt.?out")),
    (Role.CONTACTS, re.compile(r"触达|发送记录|发送明细|群发|短信记录|推送记录|contacts?(?!or)|sends?\b|sent")),
    (Role.CUSTOMERS, re.compile(r"客户|会员|用户|粉丝|顾客|customer|member|user|profile|subscriber|people")),
    (
        Role.EVENTS,
        re.compile(r"订单|交易|销售|流水|行为|访问|浏览|order|transaction|sale|purchase|event|visit|invoice"),
    ),
)
_LONG_LIST = 4  # columns; a list of people never to be contacted has few


@dataclass(frozen=True, slots=True)
class Key:
    """A column that may name the customer, and the idea it names (None: only its values speak for it)."""

    profile: ColumnProfile
    idea: Idea | None

    @property
    def repetition(self) -> float:
        """How many records there are for each different key, on average."""
        return self.profile.filled / max(1, self.profile.distinct)


def keys(profiles: Sequence[ColumnProfile]) -> tuple[Key, ...]:
    """The columns that may name the customer, the likeliest first."""
    order = {id(idea): number for number, idea in enumerate(IDEAS)}
    named: list[tuple[tuple[bool, int, bool, int, int], Key]] = []
    for position, profile in enumerate(profiles):
        for found in every_idea(profile.header):
            if found.idea.part is Part.KEY and profile.filled:
                is_sparse = profile.filled < _FILLED * profile.rows
                rank = (is_sparse, order[id(found.idea)], found.rank.is_shortened, found.rank.position, position)
                named.append((rank, Key(profile, found.idea)))
    known = [key for _, key in sorted(named, key=lambda pair: pair[0])]
    unique = [Key(one, None) for one in profiles if one.is_unique and not every_idea(one.header) and one.rows > 1]
    return (*known, *unique)


def role_of(profiles: Sequence[ColumnProfile], key: Key | None, file: str) -> Role:
    """The kind of table: by what its headers speak of, how often its keys come again, and the name of the file."""
    name = file.casefold().rpartition("/")[2]
    hinted = next((role for role, words in _FILE_WORDS if words.search(name)), None)
    votes = _votes(profiles)
    has_day = any(_names(one, Part.DAY) for one in profiles)
    if hinted is Role.SUPPRESSED and (len(profiles) <= _LONG_LIST or not votes[Side.EVENTS]):
        return Role.SUPPRESSED
    has_channel = any(_names(one, Part.CHANNEL) for one in profiles)
    if has_day and has_channel and (votes[Side.CONTACTS] > votes[Side.EVENTS] or hinted is Role.CONTACTS):
        return Role.CONTACTS
    is_repeated = key is None or key.profile.distinct < _NEARLY_UNIQUE * key.profile.filled
    events, customers = votes[Side.EVENTS], votes[Side.CUSTOMERS]
    events += 2 * (hinted is Role.EVENTS) + 2 * is_repeated
    customers += 2 * (hinted is Role.CUSTOMERS) + (not is_repeated)
    return Role.EVENTS if has_day and events > customers else Role.CUSTOMERS


def day_of(columns: Iterable[ColumnProposal], role: Role) -> ColumnProposal | None:
    """The column with the day of a row: of events the payment before the order, of customers when they became known."""
    dates = [one for one in columns if one.field is not None and one.field.type is FieldType.DATE]
    stated = [one for one in dates if one.idea is not None and one.part is Part.DAY]
    if role is Role.CUSTOMERS:
        return stated[0] if stated else None
    order = {id(idea): number for number, idea in enumerate(DAYS)}
    return min(
        stated,
        key=lambda one: (one.filled < _MOSTLY, order.get(id(one.idea), -1)),
        default=dates[0] if dates else None,
    )


def _votes(profiles: Iterable[ColumnProfile]) -> Counter[Side]:
    """How many headers speak of one kind of table alone."""
    votes: Counter[Side] = Counter()
    for one in profiles:
        sides = {found.idea.side for found in every_idea(one.header)}
        if len(sides) == 1:
            votes[sides.pop()] += 1
    return votes


def _names(profile: ColumnProfile, part: Part) -> bool:
    return any(found.idea.part is part for found in every_idea(profile.header))
