"""What stands in a text, in order: tokens with their part in a statement, comments, and what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from clmplan.base.source import Source, Span
from clmplan.language.format.spelling import BACKTICKS, PLAIN, comment_text, is_comment, written
from clmplan.language.tokens import Token, tokenize

_NEVER_LAID = frozenset({"FILLER", "COLON"})
_LOOSE = frozenset({"FILLER", "COLON", "LOST"})
_AS_THEY_ARE = PLAIN | {"NAME"}
_BRACES = {"OPEN": 1, "CLOSE": -1}
_NEVER_JOINED = frozenset({"{", "}", "｛", "｝", ""})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment and how many line breaks stand before it; none when it follows a token on its line."""

    text: str
    breaks: int


@dataclass(slots=True)
class Piece:
    """A token: its type where it stands, its text as it will be written, its offsets, and what stands before it.

    `ends` when a statement ends with it, `is_closed` when a `;` follows. Type `RAW` is a region kept as it was written
    (`is_line` when it begins its line, with what stands left of it), `LOST` is what no pass takes for a token.
    """

    type: str
    text: str
    start: int
    end: int
    token: Token | None = None
    breaks: int = 0
    comments: Sequence[Comment] = ()
    ends: bool = False
    is_closed: bool = False
    is_line: bool = False

    @property
    def roles(self) -> frozenset[str]:
        """What its word does; empty when it is none."""
        return self.token.roles if self.token is not None else frozenset()

    def is_word(self, name: str) -> bool:
        """Whether it may be the keyword of that canonical name."""
        return self.token is not None and name in self.token.names


@dataclass(slots=True)
class Row:
    """One line as it will be written: its indentation, its cells, and the comment behind them.

    `run` names the rows it lines up with. An `is_raw` row may be several lines, with their own indentation;
    an `is_continued` one goes on with the statement of the row before it.
    """

    indent: int
    cells: list[str]
    has_blank: bool = False
    comment: str = ""
    run: tuple[object, ...] = ()
    is_raw: bool = False
    is_continued: bool = False


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in pieces; where each declaration begins and ends and whether its braces balance; and the offsets after
    which the layout pass had to add a bracket."""

    pieces: list[Piece]
    declarations: Sequence[tuple[int, int, bool]]
    torn: Sequence[int]


def cut(source: Source, tokens: Sequence[Token], laid: Sequence[Token]) -> Cut:
    """The pieces of a text from its tokens without trivia and from what the layout pass made of them; the last piece is
    the end of the text."""
    walk = _Walk(source, laid)
    walk.run(tokens)
    walk.gap(len(source.text))
    walk.add(Token("EOF", "", Span(source, len(source.text), len(source.text))), "EOF")
    return Cut(walk.found, walk.declarations, walk.torn)


class _Walk:
    """The tokens as written and as laid out, side by side."""

    def __init__(self, source: Source, laid: Sequence[Token]) -> None:
        self.source = source
        self.laid = [*laid, Token("", "", Span(source, len(source.text) + 1, len(source.text) + 1))]
        self.next = 0
        self.found: list[Piece] = []
        self.comments: list[Comment] = []
        self.breaks = 0
        self.position = 0
        self.declarations: list[tuple[int, int, bool]] = []
        self.torn: list[int] = []
        self.depth = 0
        self.first = -1
        self.is_balanced = True
        self._added(0)

    def run(self, tokens: Sequence[Token]) -> None:
        """Add the tokens as written."""
        laid, add, text = self.laid, self.add, self.source.text
        for token in tokens:
            kind, (_, start, end) = token[0], token[2]
            position = self.position
            if start > position and (start > position + 1 or text[position] != " "):
                self.gap(start)
            self.position = end
            if kind == "NEWLINE":
                self.breaks += 1
                continue
            if kind == "SEMICOLON":
                if self.found:
                    self.found[-1].is_closed = True
                continue
            same = laid[self.next]
            if same[2][1] != start:
                add(token, kind if kind in _NEVER_LAID else "LOST")
                continue
            kind = same[0]
            self.next += 1
            if self.first < 0:
                self.first = start
            if kind in _BRACES:
                self.depth += _BRACES[kind]
            add(token, kind)
            after = laid[self.next]
            if after[0] == "END" or after[2][1] == after[2][2]:
                self._added(end)

    def add(self, token: Token, kind: str) -> None:
        """Add the piece of a token."""
        text, (_, start, end), names = token[1], token[2], token[3]
        if kind not in _AS_THEY_ARE or names or (kind == "NAME" and self.source.text[start] in BACKTICKS):
            text = written(token, kind)
        made = Piece(kind, text, start, end, token, self.breaks)
        if self.comments:
            made.comments = tuple(self.comments)
            self.comments = []
        elif not self.breaks and self.found and self.found[-1].ends:
            _join(self.found[-1], made)
        self.breaks = 0
        self.found.append(made)

    def gap(self, end: int) -> None:
        """Take in what stands between two tokens: blanks, a comment, signs that are no tokens."""
        text = self.source.text[self.position : end]
        if text == " " or not text.strip(" \t\ufeff"):
            return
        for token in _parts(self.source, self.position, text):
            if token.type == "COMMENT":
                self.comments.append(Comment(comment_text(token.span.text), self.breaks))
                self.breaks = 0
            else:
                self.add(token, "LOST")

    def _added(self, end: int) -> None:
        """Note what the layout pass put behind a token: the end of its statement, and what was lacking."""
        laid = self.laid
        start = self.found[-1].start if self.found else 0
        while (token := laid[self.next]).type:
            if token.type == "END":
                if self.found:
                    self.found[-1].ends = True
                if self.depth == 0 and self.first >= 0:
                    self.declarations.append((self.first, end, self.is_balanced))
                    self.first, self.is_balanced = -1, True
            elif token.type == "WORD" and not token.text:
                pass  # between the brackets of a call that takes nothing
            elif token.span.start == token.span.end:
                self.depth += _BRACES.get(token.type, 0)
                self.is_balanced = self.is_balanced and token.type not in _BRACES
                self.torn.append(start)
            else:
                return
            self.next += 1


def _join(before: Piece, made: Piece) -> None:
    """What means nothing to the grammar belongs to the statement before it on its line; so do words that would mean
    something else after a line break: whatever follows a keyword that may be a name."""
    if before.is_closed or before.type in _BRACES or made.text in _NEVER_JOINED:
        return
    is_loose = made.type in _LOOSE
    if is_loose or (before.type == "NAME" and before.roles) or "declarations" in before.roles:
        before.ends, made.ends = False, is_loose


def _parts(source: Source, start: int, text: str) -> Iterator[Token]:
    """The comment in a gap, and the signs in it that are neither blanks nor tokens."""
    blanks = len(text) - len(text.lstrip(" \t"))
    if is_comment(text[blanks:]):
        yield Token("COMMENT", text, Span(source, start + blanks, start + len(text)))
        return
    tokens = tokenize(Source(source.path, text)).value
    position = 0
    for token in (*tokens, Token("EOF", "", Span(source, len(text), len(text)))):
        if token.span.start > position:
            yield Token(
                "LOST", text[position : token.span.start], Span(source, start + position, start + token.span.start)
            )
        position = token.span.end
        if token.type == "COMMENT":
            yield Token("COMMENT", text, Span(source, start + token.span.start, start + token.span.end))
