"""A word asked for, in any spelling of either language: everything it may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from unicodedata import normalize

from clmplan.codes import reference_words as say
from clmplan.language.reference.entry import TOPICS, Entry


def look_up(word: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Every meaning of a word, in the order of the reference; empty when it is no word of the language."""
    asked = plain(word)
    return tuple(entry for entry in entries if asked in answers(entry))


def topic_of(word: str) -> str | None:
    """The topic of that name, in either language; None when there is none."""
    asked = plain(word)
    return next((topic for topic in TOPICS if asked in _topic_names(topic)), None)


def known_words(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Every spelling that can be asked for, topics included, sorted."""
    topics = {name for topic in TOPICS for name in _topic_names(topic)}
    return tuple(sorted(topics.union(*map(answers, entries))))


def answers(entry: Entry) -> frozenset[str]:
    """The words that ask for an entry: its spellings, its title, its own name."""
    own = entry.name.rpartition(".")[2]
    names = (own, own.replace("_", " "), entry.title.en, entry.title.zh, *entry.aliases)
    return frozenset(map(plain, (*entry.english, *entry.chinese, *names)))


def plain(word: str) -> str:
    """A word as it is looked up: one space between words, no colon after a key, English in small letters."""
    text = " ".join(normalize("NFC", word).split()).removesuffix(":").removesuffix("：").strip("`")
    return text.lower()


def _topic_names(topic: str) -> tuple[str, ...]:
    heading = say.HEADINGS[topic]
    return (topic, heading.en.lower(), heading.zh)
