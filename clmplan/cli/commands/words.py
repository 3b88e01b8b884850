"""`clmplan words [WORD]`: what can be written, and what a word means."""

from __future__ import annotations

import json as json_format
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from clmplan.base.diagnostics import Wording, nearest
from clmplan.base.excerpt import padded, width
from clmplan.cli.speak import FINDINGS, OK, USAGE, environment_locale, err, out, say, show
from clmplan.codes import reference_words as words
from clmplan.codes.cli_words import NO_SUCH_WORD
from clmplan.language.reference.entry import OUTSIDE, TOPICS, Entry, said
from clmplan.language.reference.lookup import known_words, look_up, plain, topic_of
from clmplan.language.reference.stored import document, stored_entries

_LOCALES = ("en", "zh")
_WIDTH = 100
_MARGIN = "  "
_MOST_SPELLINGS = 12
_INNER = {"campaign": ("wave", "prepare", "assume"), "test": ("given",)}
_CLOSING = "，。、；：）”`"


def run(word: str | None, json: bool, locale: str | None) -> int:
    """Print what a word means, or a table of contents; the exit status."""
    spoken = locale or _locale_of(word)
    if spoken not in _LOCALES:
        err(say("bad_choice", environment_locale(), option="--locale", choices=" | ".join(_LOCALES), text=spoken))
        return USAGE
    book = _Book(stored_entries(), spoken)
    if word is None:
        return _printed(book.entries, book.contents(), json)
    found, topic = look_up(word, book.entries), topic_of(word)
    if not found and topic is not None:
        return _printed(book.of(topic), book.topic(topic), json)
    if not found:
        _printed((), (), json)
        show((NO_SUCH_WORD.at(None, word=word, hint=_hint(word, book.entries)),), spoken)
        return FINDINGS
    return _printed(found, book.told(found), json)


def _locale_of(word: str | None) -> str:
    """The language of the word asked for; a sign such as `>=` has none."""
    if word is None or not any(one.isalpha() for one in word):
        return environment_locale()
    return "en" if word.isascii() else "zh"


def _hint(word: str, entries: Sequence[Entry]) -> Wording:
    """The nearest word, or the longest one that a Chinese text without spaces holds."""
    asked, known = plain(word), known_words(entries)
    inside = [one for one in known if one in asked and not one.isascii()]
    near = nearest(asked, known) or max(inside, key=len, default=None)
    if near is None:
        return words.NO_NEIGHBOUR
    return Wording(words.NEIGHBOUR.fill("en", {"near": near}), words.NEIGHBOUR.fill("zh", {"near": near}))


def _printed(found: Iterable[Entry], lines: Iterable[str], json: bool) -> int:
    if json:
        out(json_format.dumps([document(entry) for entry in found], ensure_ascii=False, indent=2))
    else:
        for line in lines:
            out(line.rstrip())
    return OK


@dataclass(frozen=True, slots=True)
class _Book:
    """The reference in a language, as lines of a terminal."""

    entries: tuple[Entry, ...]
    locale: str

    def of(self, topic: str) -> tuple[Entry, ...]:
        """The entries of a topic."""
        return tuple(entry for entry in self.entries if entry.topic == topic)

    def contents(self) -> Iterator[str]:
        """Every topic with its words, in one screen."""
        for topic in TOPICS:
            if topic == "lines":
                continue
            yield self._said(words.HEADINGS[topic])
            if topic == "declarations":
                yield from self._declarations()
            elif topic == "schedules":
                yield from self._hanging("", (self._said(one.forms[0]).partition(" [")[0] for one in self.of(topic)))
            elif topic == "days":
                best_known = (one for one in self.of(topic) if one.name in words.BEST_KNOWN_DAYS)
                yield from self._hanging("", (self._said(one.title) for one in best_known))
                yield _MARGIN + self._said(words.SAYS["more_days"])
            else:
                yield from self._hanging("", (self._said(one.title) for one in self.of(topic)))
        yield from ("", self._said(words.SAYS["contents"]))

    def topic(self, topic: str) -> Iterator[str]:
        """The entries of a topic with their meaning."""
        yield self._said(words.HEADINGS[topic])
        for entry in self.of(topic):
            yield _MARGIN + self._titles(entry)
            yield from self._paragraph(self._said(entry.meaning), 3)

    def told(self, found: Iterable[Entry]) -> Iterator[str]:
        """Entries one after the other, all that is known of each."""
        for number, entry in enumerate(found):
            yield from ("",) if number else ()
            yield from self._entry(entry)

    def _said(self, wording: Wording) -> str:
        return said(wording, self.locale)

    def _listed(self, texts: Iterable[str]) -> str:
        return ("、" if self.locale == "zh" else ", ").join(dict.fromkeys(texts))

    def _labelled(self, name: str) -> str:
        return _MARGIN + self._said(words.SAYS[name]) + ("：" if self.locale == "zh" else ": ")

    def _declarations(self) -> Iterator[str]:
        rows = [(self._said(one.title), one.name) for one in self.of("declarations")]
        cells = max(width(title) for title, _ in rows) + 2
        for title, name in rows:
            yield from self._hanging(padded(title, cells), self._openings(name))
            for inner in _INNER.get(name, ()):
                head = _MARGIN + self._said(self._line(f"{name}.{inner}").title)
                yield from self._hanging(padded(head, cells), self._openings(inner))
        yield from self._hanging(padded(self._said(words.ALONE), cells), self._openings(OUTSIDE))

    def _line(self, name: str) -> Entry:
        return next(one for one in self.of("lines") if one.name == name)

    def _openings(self, kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._said(entry.title) for entry in self._lines_of(kind)))

    def _lines_of(self, kind: str) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.of("lines") if entry.name.partition(".")[0] == kind)

    def _hanging(self, head: str, texts: Iterable[str]) -> Iterator[str]:
        """Words after a head, wrapped under themselves."""
        comma = "、" if self.locale == "zh" else ", "
        line = ""
        for text in texts:
            longer = f"{line}{comma}{text}" if line else text
            if line and width(longer) > _WIDTH - width(head):
                yield _MARGIN + head + line + comma
                head, line = " " * width(head), text
            else:
                line = longer
        yield _MARGIN + head + line

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield self._headline(entry)
        remarks = self._listed(self._said(words.REMARKS[name]) for name in entry.remarks)
        brackets = "（{}）" if self.locale == "zh" else " ({})"
        yield from self._paragraph(self._said(entry.meaning) + (brackets.format(remarks) if remarks else ""), 1)
        for fact in entry.facts:
            yield from self._paragraph(self._said(fact), 1)
        block = " { … }" if entry.topic == "declarations" and self._lines_of(entry.name) else ""
        yield from _apart(_MARGIN * 2 + self._said(form) + block for form in entry.forms)
        yield from self._held(entry)
        examples = "\n".join(self._said(example) for example in entry.examples).split("\n")
        if entry.examples:
            yield from ("", self._labelled("example"), *(_MARGIN * 2 + line for line in examples), "")
        else:
            yield ""
        spellings = (*entry.english, *entry.chinese) if self.locale == "en" else (*entry.chinese, *entry.english)
        if spellings:
            yield self._labelled("also") + self._listed(spellings[:_MOST_SPELLINGS])
        if entry.see:
            yield self._labelled("see") + self._listed(map(self._word_for, entry.see))

    def _held(self, entry: Entry) -> Iterator[str]:
        """The lines that a block may hold, each with its meaning."""
        held = self._lines_of(entry.name.rpartition(".")[2]) if entry.topic in {"declarations", "lines"} else ()
        if held:
            yield from ("", self._labelled("lines"))
        for one in held:
            yield from (_MARGIN * 2 + self._said(form) for form in one.forms)
            yield from self._paragraph(self._said(one.meaning), 4)

    def _headline(self, entry: Entry) -> str:
        places = self._listed(map(self._place, entry.places))
        what = words.TOPICS[entry.topic].fill(self.locale, {"places": places})
        return f"{self._titles(entry)}  ({what})"

    def _titles(self, entry: Entry) -> str:
        """How an entry is called, in this language first."""
        titles = (entry.title.zh, entry.title.en) if self.locale == "zh" else (entry.title.en, entry.title.zh)
        return " · ".join(dict.fromkeys(titles))

    def _place(self, kind: str) -> str:
        return f"`{self._word_for(kind)}`" if kind != OUTSIDE else self._said(words.EVERYWHERE)

    def _word_for(self, name: str) -> str:
        """The word of this language with which to ask for what another word means."""
        found = look_up(words.BLOCK_WORDS.get(name, name), self.entries)
        if not found:
            return name
        spellings = found[0].chinese if self.locale == "zh" else found[0].english
        return spellings[0] if spellings and found[0].topic != "schedules" else self._said(found[0].title)

    def _paragraph(self, text: str, margins: int) -> Iterator[str]:
        """A sentence wrapped to the width of the page; English breaks between words, Chinese between characters."""
        room = _WIDTH - len(_MARGIN) * margins
        line = ""
        for piece in text.split(" ") if self.locale == "en" else text:
            longer = f"{line} {piece}" if line and self.locale == "en" else line + piece
            if line and width(longer) > room and piece not in _CLOSING:
                yield _MARGIN * margins + line
                line = piece.lstrip()
            else:
                line = longer
        yield _MARGIN * margins + line


def _apart(lines: Iterable[str]) -> Iterator[str]:
    """Lines after an empty one; nothing when there are none."""
    for number, line in enumerate(lines):
        yield from (line,) if number else ("", line)
