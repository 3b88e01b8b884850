"""What the templates receive: ready strings and shapes, nothing left to compute."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One SVG element: its tag, its attributes in order, its text, and the tooltip over it."""

    tag: str
    attributes: tuple[tuple[str, str], ...]
    text: str = ""
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; numbers align to the right."""

    text: str
    is_number: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its heads and rows."""

    title: str
    heads: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of a legend: colour, words, and badges such as channels."""

    colour: str
    text: str
    badges: tuple[str, ...] = ()
    style: str = "solid"


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG picture in user units, with its words, its legend and the data it shows.

    `least` is the narrowest width at which its text can be read: below it the picture scrolls in its box.
    """

    name: str
    title: str
    about: str
    width: str
    height: str
    shapes: tuple[Shape, ...]
    table: Table | None
    keys: tuple[Key, ...] = ()
    least: int = 640
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence; names of the language stand in code type."""

    text: str
    is_code: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of thing that needs a decision: its remedy, and each case as a sentence with its place."""

    severity: str
    tone: str
    id: str
    help: tuple[Phrase, ...]
    cases: tuple[tuple[tuple[Phrase, ...], str], ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """The list of findings; `empty` is said when there is none."""

    rows: tuple[Finding, ...]
    empty: str
    kind: str = "findings"


@dataclass(frozen=True, slots=True)
class Notes:
    """Sentences in a list."""

    title: str
    rows: tuple[tuple[Phrase, ...], ...]
    kind: str = "notes"


@dataclass(frozen=True, slots=True)
class Card:
    """One number with its label and what it rests on."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Numbers side by side under a heading; `tone` sets groups apart."""

    title: str
    rows: tuple[Card, ...]
    note: str = ""
    tone: str = ""
    kind: str = "cards"


Block = Picture | Table | Findings | Notes | Cards


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page: heading, one sentence on what its numbers are, and its blocks."""

    anchor: str
    title: str
    lead: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole page. `lines` stand under the title, `caveat` below them; `counts` is one sentence, `keys` the legend."""

    kind: str
    language: str
    title: str
    subtitle: str
    lines: tuple[str, ...]
    caveat: str
    counts: str
    cards: Cards | None
    keys: tuple[Key, ...]
    signs: tuple[Key, ...]
    sections: tuple[Section, ...]


def phrases(sentence: str) -> tuple[Phrase, ...]:
    """A sentence cut at its back-ticks; an unpaired back-tick stays as written."""
    pieces = sentence.split("`")
    if len(pieces) % 2 == 0:
        return (Phrase(sentence, False),)
    return tuple(Phrase(piece, index % 2 == 1) for index, piece in enumerate(pieces) if piece)


def words(*texts: str) -> tuple[Cell, ...]:
    """Cells of text."""
    return tuple(Cell(text) for text in texts)


def days(*isos: object) -> tuple[Cell, ...]:
    """Cells of ISO days, which never break."""
    return tuple(Cell(str(iso), False, "day") for iso in isos)


def numbers(*texts: str) -> tuple[Cell, ...]:
    """Cells of numbers; a zero steps back."""
    return tuple(Cell(text, True, "quiet" if text == "0" else "") for text in texts)
