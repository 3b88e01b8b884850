"""Brackets and blocks while a source is laid out: what is open, and what is said when it does not close."""

from __future__ import annotations

from clmplan.base.diagnostics import Diagnostic, Edit
from clmplan.base.source import Span
from clmplan.codes import mend_words
from clmplan.codes import parse as codes
from clmplan.codes.phrases import DOUBLED
from clmplan.language.text.repair import leaves
from clmplan.language.text.slips import list_in_parentheses
from clmplan.language.tokens import Token

CLOSING = {"LEFT": "RIGHT", "CALL": "RIGHT", "BEGIN": "FINISH"}
SIGNS = {"RIGHT": ")", "FINISH": "]"}
INNER = frozenset({"stage", "wave"})
_DEPTH = 32


class Balance:
    """The laid-out tokens so far, the statement at hand, and the brackets and blocks that are open."""

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []
        self.out: list[Token] = []
        self.brackets: list[Token] = []
        self.blocks: list[tuple[Token, Token]] = []
        self.statement: list[Token] = []
        self.outermost = 0  # how much was laid out before the outermost open block and its head

    def end(self) -> None:
        """End the statement at hand, when there is one and no bracket is open."""
        if self.statement and not self.brackets:
            source, _, end = self.statement[-1].span
            self.out.append(Token("END", "", Span(source, end, end)))
            self.statement = []

    def open(self, token: Token) -> None:
        """Open a block; the statement at hand is its head."""
        self.close_brackets(token.span)
        if self.out and self.out[-1].type == "OPEN":
            self.diagnostics.append(codes.UNEXPECTED.at(token.span, found="{", before="{", expected=DOUBLED))
            return
        head = self.statement[0] if self.statement else token
        if not self.blocks:
            self.outermost = len(self.out) - len(self.statement)
        self.blocks.append((token, head))
        self.out.append(token)
        self.statement = []

    def close(self, token: Token, following: Token | None) -> None:
        """Close a block, unless there is none, or one `}` too many inside a declaration."""
        self.close_brackets(token.span)
        self.end()
        if not self.blocks or self._is_one_too_many(token, following):
            self.diagnostics.append(codes.UNOPENED_BLOCK.at(token.span, text=token.text))
            return
        self.blocks.pop()
        self.out.append(token)
        self.out.append(Token("END", "", Span(token.span.source, token.span.end, token.span.end)))

    def _is_one_too_many(self, token: Token, following: Token | None) -> bool:
        """Whether this would end a declaration whose lines go on: what follows is indented and declares nothing."""
        brace, _ = self.blocks[-1]
        if len(self.blocks) > 1 or following is None or following.type == "CLOSE":
            return False
        is_declaration = "declarations" in following.roles and not following.names & INNER
        return (
            min(token.span.column, following.span.column) > 1
            and brace.span.line < token.span.line
            and not is_declaration
        )

    def close_brackets(self, place: Span) -> None:
        """Close what brackets are open, at a place."""
        kept = min(len(self.brackets), _DEPTH - 1)
        for bracket in reversed(self.brackets[:kept]):
            closing = CLOSING[bracket.type]
            self.put(Token(closing, SIGNS[closing], Span(place.source, place.start, place.start)))
        self.brackets = []

    def say_unclosed(self, brace: Token, head: Token) -> None:
        """Say that a block is not closed, behind the last of its lines."""
        words = Span(brace.span.source, head.span.start, brace.span.start).text.strip()
        last = self.out[-2].span if len(self.out) > 1 and self.out[-1].type == "END" else self.out[-1].span
        place = self.statement[-1].span if self.statement else last
        self.diagnostics.append(codes.UNCLOSED_BLOCK.at(place, head=words, line=brace.span.line))

    def close_block(self, token: Token) -> None:
        """Close a block before a token."""
        here = Span(token.span.source, token.span.start, token.span.start)
        self.out += (Token("CLOSE", "}", here), Token("END", "", here))
        self.blocks.pop()

    def step_back(self, token: Token, following: Token | None) -> None:
        """Close the blocks whose lines the next line is no longer among."""
        while self.blocks and following is not None and leaves(following, token, *self.blocks[-1]):
            self.close_brackets(token.span)
            self.say_unclosed(*self.blocks[-1])
            self.end()
            self.close_block(token)

    def put(self, token: Token) -> None:
        """Add a token to the statement at hand."""
        self.out.append(token)
        self.statement.append(token)

    def open_missing(self, token: Token) -> None:
        """Open a block that lacks its `{`, before a token, and say so."""
        head = self.statement[0].span.to(self.statement[-1].span)
        self.diagnostics.append(codes.MISSING_OPENING.at(head, head=head.text))
        self.open(Token("OPEN", "{", Span(token.span.source, token.span.start, token.span.start)))

    def opens_bracket(self, token: Token) -> bool:
        """Open a bracket; False when it is too deep to be read."""
        self.brackets.append(token)
        if len(self.brackets) == _DEPTH:
            self.diagnostics.append(codes.NESTED_TOO_DEEP.at(token.span, depth=_DEPTH))
        return len(self.brackets) < _DEPTH

    def close_bracket(self, token: Token) -> None:
        """Close a bracket, and first those inside it that were left open; a sign of the wrong kind is read as right."""
        kinds = [CLOSING[bracket.type] for bracket in self.brackets[-_DEPTH:]]
        if not kinds:
            self.diagnostics.append(codes.UNOPENED_BLOCK.at(token.span, text=token.text))
            return
        if kinds[-1] != token.type and token.type in kinds:
            self.say_bracket(self.brackets[-1])
            while CLOSING[self.brackets[-1].type] != token.type:
                self._close_innermost(token.span)
        elif kinds[-1] != token.type and self.brackets[-1].span.text in "(（" and token.type == "RIGHT":
            self.diagnostics.append(list_in_parentheses(self.brackets[-1].span, token.span))
            token = token.of_type(kinds[-1])
        elif kinds[-1] != token.type:
            sign, opening = SIGNS[kinds[-1]], self.brackets[-1].text
            said = codes.WRONG_BRACKET.at(token.span, text=token.span.text, opening=opening, closing=sign)
            self.diagnostics.append(said.mended(mend_words.write(sign), Edit(token.span, sign), is_safe=False))
            token = token.of_type(kinds[-1])
        self.brackets.pop()
        if len(self.brackets) < _DEPTH - 1:
            self._put_closing(token)

    def _put_closing(self, token: Token) -> None:
        """Add a closing sign; between the brackets of a call that takes nothing stands a word that says nothing."""
        if self.statement and self.statement[-1].type == "CALL":
            self.put(Token("WORD", "", Span(token.span.source, token.span.start, token.span.start)))
        self.put(token)

    def say_bracket(self, bracket: Token) -> None:
        """Say that a bracket is not closed."""
        missing = SIGNS[CLOSING[bracket.type]]
        self.diagnostics.append(codes.UNCLOSED_BRACKET.at(bracket.span, text=bracket.text, missing=missing))

    def _close_innermost(self, place: Span) -> None:
        closing = CLOSING[self.brackets.pop().type]
        if len(self.brackets) < _DEPTH - 1:
            self.put(Token(closing, SIGNS[closing], Span(place.source, place.start, place.start)))
