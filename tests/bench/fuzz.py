"""Mutated and random inputs, read from first character to findings: no exception, no hang, every finding can be shown.

Run by `make fuzz`: 200,000 inputs from a seed, which is printed with every failure, and every beginning of each shipped
playbook; other runs by `python -m tests.bench.fuzz COUNT SEED`. Growth is measured on hostile shapes of 1 MB and of
10 MB: ten times the text may take twenty times as long.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from random import Random
from time import process_time

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.excerpt import excerpt
from clmplan.base.source import Source
from clmplan.language.mend import with_fixes
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.tokens import TRIVIA, tokenize
from clmplan.language.words import word_table
from tests.unit.language.mutations import PLAYBOOKS, project_of, text_of

SEED = 20261121
COUNT = 200_000
SECONDS = 2.0  # for one input of a few kilobytes
_SHOWN = 25  # findings of an input that are rendered
_LONGEST = 4_000
_STRANGE = (
    "\0",
    "\ud800",
    "\udfff",
    "\u202e",
    "\u2066",
    "\u200b",
    "\ufeff",
    "\u3000",
    "\r",
    "\x0b",
    "\x0c",
    "\x1b[31m",
    "\u2028",
    "\u2029",
    "\U0001f600",
    "é",
    "e\u0301",
    "ｅ",
    "①",
    "²",
    "٣",
    "満",
    "满9",
    "9折",
    "万",
    "{",
    "}",
    "((",
    "]]",
    '"',
    "“",
    "「",
    "`",
    "#",
    "//",
    "\\",
    "%",
    "1e9",
    "9" * 40,
    "0.0.0",
    "..",
    "...",
    "2026-99-99",
    "25:61",
    "¥",
    "£ ",
)
def main() -> None:
    """Fuzz, then measure growth; ends with a failure when anything was found."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else SEED
    started, slowest, failures = process_time(), (0.0, 0), 0
    for number, (playbook, text) in enumerate(inputs(count, seed)):
        problem, seconds = tried(text, playbook)
        slowest = max(slowest, (seconds, number))
        if problem is not None:
            failures += 1
            print(f"seed {seed} input {number}: {problem}\n  {text!r}")
    print(f"{count:,} inputs from seed {seed}: {failures} failures, {process_time() - started:.0f} CPU s,", end=" ")
    print(f"slowest {slowest[0]:.2f} s (input {slowest[1]})")
    for playbook, text in prefixes():
        problem, _ = tried(text, playbook)
        if problem is not None:
            failures += 1
            print(f"{playbook} up to {len(text)}: {problem}")
    failures += sum(_grows_too_fast(unit) for unit in HOSTILE)
    sys.exit(1 if failures else 0)


def inputs(count: int, seed: int) -> Iterator[tuple[str, str]]:
    """Playbooks whose projects to read in, and texts: of each ten one is random bytes, one words, eight are mutants."""
    random = Random(seed)
    pieces = {name: _pieces(text_of(name)) for name in PLAYBOOKS}
    everything = [piece for each in pieces.values() for piece in each]
    for number in range(count):
        name = PLAYBOOKS[number % len(PLAYBOOKS)]
        kind = number % 10
        if kind == 0:
            yield name, random.randbytes(random.randrange(400)).decode("utf-8", random.choice(_DECODINGS))
        elif kind == 1:
            yield name, " ".join(random.choices(_VOCABULARY, k=random.randrange(80)))
        else:
            yield name, _mutated(pieces[name], everything, random)


def prefixes(step: int = 1) -> Iterator[tuple[str, str]]:
    """Every beginning of every shipped playbook."""
    for name in PLAYBOOKS:
        text = text_of(name)
        yield from ((name, text[:end]) for end in range(0, len(text) + 1, step))


def tried(text: str, playbook: str, limit: float = SECONDS) -> tuple[str | None, float]:
    """What went wrong while a text was read and its findings shown, if anything, and the CPU seconds it took."""
    started = process_time()
    try:
        source = Source("playbook.clm", text)
        parsed = parse(source)
        found = parsed.diagnostics + resolve((parsed.value,), project_of(playbook)).diagnostics
        seconds = process_time() - started
        for one in with_fixes(found[:_SHOWN]):
            _show(one, source)
    except Exception as problem:  # noqa: BLE001  whatever it is, it is what we look for
        return f"{type(problem).__name__}: {problem}", process_time() - started
    return (f"{seconds:.1f} s" if seconds > limit else None), seconds


def _show(one: Diagnostic, source: Source) -> None:
    """Render a finding in both languages; LookupError when something of it cannot be shown."""
    if one.place is not None:
        if not 0 <= one.place.start <= one.place.end <= len(source.text):
            raise LookupError(f"{one.code.id} lies outside its source")
        if not excerpt(one.place):
            raise LookupError(f"{one.code.id} has no excerpt")
    for locale in ("en", "zh"):
        if not one.message(locale) or not one.help(locale):
            raise LookupError(f"{one.code.id} says nothing")
    for edit in one.fix.edits if one.fix is not None else ():
        if not 0 <= edit.place.start <= edit.place.end <= len(source.text):
            raise LookupError(f"the fix of {one.code.id} lies outside its source")


def _pieces(text: str) -> tuple[str, ...]:
    return tuple(token.span.text for token in tokenize(Source("playbook.clm", text)).value)


def _mutated(pieces: tuple[str, ...], everything: list[str], random: Random) -> str:
    """A stretch of a playbook with one to six tokens deleted, doubled, replaced, swapped or made strange."""
    start = random.randrange(len(pieces))
    found = list(pieces[start : start + random.randrange(1, 300)])
    for _ in range(random.randrange(1, 7)):
        position = random.randrange(len(found))
        change: Callable[[], list[str]] = random.choice(
            (
                list,
                lambda position=position: [found[position]] * random.choice((2, 2, 40)),
                lambda: [random.choice(everything)],
                lambda: [random.choice(_VOCABULARY)],
                lambda: [random.choice(_STRANGE)],
                lambda position=position: [found[position], random.choice(_STRANGE)],
                lambda position=position: ["(" * 60, found[position]],
                lambda position=position: [found[position][: random.randrange(len(found[position]) + 1)]],
                lambda position=position: [found[position].swapcase()],
                lambda: ["\n"],
            )
        )
        found[position : position + 1] = change() or [""]
    return "".join(found)[:_LONGEST]


def _words() -> Iterator[str]:
    table = word_table()
    yield from (*table.words, *table.keys, *table.values, *_STRANGE)
    for name in PLAYBOOKS:
        tokens = tokenize(Source("playbook.clm", text_of(name))).value
        yield from (token.span.text for token in tokens if token.type not in TRIVIA)


_DECODINGS = ("replace", "surrogateescape", "ignore")
_VOCABULARY = tuple(sorted(set(_words())))

if __name__ == "__main__":
    main()
