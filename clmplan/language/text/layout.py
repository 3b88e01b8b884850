"""Where statements end: the one place that decides it.

A statement ends at a line break or `;`, unless a bracket is open, the line ends with an operator or comma, or the next
line begins with an operator or a joining word. On one line it also ends before a word that only opens statements and
before `key:`. A declaration at the start of a line closes the blocks that were left open.
"""

from __future__ import annotations

from dataclasses import replace

from clmplan.base.diagnostics import Checked, Diagnostic
from clmplan.base.source import Span
from clmplan.codes import parse as codes
from clmplan.codes.phrases import DOUBLED
from clmplan.language.tokens import TRIVIA, Token

_OPERATORS = frozenset({"OR", "AND", "NOT", "COMPARE", "BETWEEN", "IN", "IS", "SIGN", "TIMES", "COMMA", "RANGE", "DOT"})
_LEAVES_OPEN = _OPERATORS | {"DEFINE", "SINCE", "ORDINAL", "KEY"}
_GOES_ON = _OPERATORS - {"NOT", "DOT"} | {"RIGHT", "FINISH", "OPEN"}
_BEFORE_NAME = _OPERATORS - {"COMMA"} | {"CALL", "LEFT", "BEGIN", "SINCE", "ORDINAL", "DOT"}
_CLOSING = {"LEFT": "RIGHT", "CALL": "RIGHT", "BEGIN": "FINISH"}
_SIGNS = {"RIGHT": ")", "FINISH": "]"}
_WITH_LINES = frozenset({"playbook", "lifecycle", "offer", "channel", "policy", "budget", "campaign"})
_BARE_HEADS = frozenset({"prepare", "assume"})
_INNER = frozenset({"stage", "wave"})
_OPERANDS = frozenset({"COMPARE", "IN", "IS", "AND", "OR", "TIMES", "DOT"})
_AFTER_ORDINAL = frozenset({"NAME", "ORDINAL"})
_DEPTH = 32
_LONGEST_HEAD = 12


def lay_out(tokens: tuple[Token, ...]) -> Checked[tuple[Token, ...]]:
    """The tokens the grammar reads: no trivia, `END` after each statement, brackets and blocks balanced."""
    layout = _Layout(tuple(token for token in tokens if token.type not in TRIVIA and token.type != "FILLER"), tokens)
    return Checked(tuple(layout.run()), tuple(layout.diagnostics))


class _Layout:
    """One walk over the tokens of a source."""

    def __init__(self, tokens: tuple[Token, ...], written: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.diagnostics: list[Diagnostic] = []
        self.out: list[Token] = []
        self.brackets: list[Token] = []
        self.blocks: list[tuple[Token, Token]] = []
        self.statement: list[Token] = []
        self.followers = _followers(self.tokens)
        self.spaced = {token.span.end for token in written if token.type in TRIVIA}

    def run(self) -> list[Token]:
        """The laid-out tokens."""
        for index, token in enumerate(self.tokens):
            following = self._following(index)
            match token.type:
                case "NEWLINE":
                    self._line_break(token, index)
                case "SEMICOLON":
                    self._end()
                case "COLON":
                    continue
                case "OPEN":
                    self._open(token)
                case "CLOSE":
                    self._close(token, following)
                case _:
                    if self._lacks_opening():
                        self._open_missing(token)
                    self._add(self._in_context(token, self._beside(index)), following)
        self._close_all(self.tokens[-1] if self.tokens else None)
        return self.out

    def _following(self, index: int) -> Token | None:
        following = self.followers[index]
        return self.tokens[following] if following < len(self.tokens) else None

    def _beside(self, index: int) -> Token | None:
        """The next token when it is on the same line."""
        beside = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return None if beside is None or beside.type == "NEWLINE" else beside

    def _add(self, token: Token, following: Token | None) -> None:
        if self._opens_statement(token, following):
            self._end()
        if token.type in _CLOSING:
            self.brackets.append(token)
            if len(self.brackets) == _DEPTH:
                self.diagnostics.append(codes.NESTED_TOO_DEEP.at(token.span, depth=_DEPTH))
            if len(self.brackets) >= _DEPTH:
                return
        elif token.type in _SIGNS:
            if not self.brackets or _CLOSING[self.brackets[-1].type] != token.type:
                self.diagnostics.append(codes.UNOPENED_BLOCK.at(token.span, text=token.text))
                return
            if len(self.brackets) >= _DEPTH:
                self.brackets.pop()
                return
            self.brackets.pop()
        self._put(token)

    def _put(self, token: Token) -> None:
        self.out.append(token)
        self.statement.append(token)

    def _in_context(self, token: Token, beside: Token | None) -> Token:
        """Soft keywords: what a word is here."""
        previous = self.statement[-1] if self.statement else None
        after = beside.type if beside else ""
        if after == "COLON" and (token.type == "NAME" or token.names) and not self.brackets:
            return replace(token, type="KEY")
        if token.type == "LEFT" and previous and previous.type == "NAME" and token.span.start not in self.spaced:
            return replace(token, type="CALL")
        if token.type == "COMPARE" and token.is_word("=") and self._is_defining():
            return replace(token, type="DEFINE")
        if token.type == "BETWEEN" and previous and self._joins_words(previous):
            return replace(token, type="WORD")
        if token.type == "ORDINAL" and previous and previous.type != "SINCE" and after not in _AFTER_ORDINAL:
            return replace(token, type="NAME")
        if token.type == "WORD" and _is_name(token, self.statement, beside):
            return replace(token, type="NAME")
        return token

    def _joins_words(self, previous: Token) -> bool:
        return previous.type in {"WORD", "LITERAL"} and not self._follows_declaration()

    def _follows_declaration(self) -> bool:
        return len(self.statement) == 1 and "declarations" in self.statement[0].roles

    def _is_defining(self) -> bool:
        first = self.statement[0] if self.statement else None
        rest = self.statement[1:_LONGEST_HEAD]
        if first is not None and first.type == "NAME" and not rest:
            return not self.blocks
        if first is None or not rest or not all(token.type in {"NAME", "LITERAL", "DOT"} for token in rest):
            return False
        return "declarations" in first.roles or (first.type == "NAME" and rest[0].type == "NAME")

    def _opens_statement(self, token: Token, following: Token | None) -> bool:
        previous = self.statement[-1] if self.statement else None
        if previous is None or (previous.type in _LEAVES_OPEN and previous.type != "KEY"):
            return False
        if token.type == "KEY":
            return True
        if token.type != "WORD" or previous.type == "KEY":
            return False
        if "declarations" in token.roles:
            return previous.type != "WORD" and following is not None and following.type in {"NAME", "WORD"}
        return "statements" in token.roles

    def _line_break(self, token: Token, index: int) -> None:
        following = self._following(index)
        begins = following is not None and self._begins(following, self.followers[index])
        if self.brackets and begins:
            bracket = self.brackets[0]
            missing = _CLOSING[bracket.type]
            self.diagnostics.append(codes.UNCLOSED_BRACKET.at(bracket.span, text=bracket.text, missing=_SIGNS[missing]))
            self._close_brackets(token.span)
        if following is not None and self._is_top_level(following) and self.blocks:
            self._unclosed(token)
            return
        if self.brackets or not self.statement:
            return
        if following is not None and self._opens_lines(following):
            self._open_missing(token)
            return
        if begins or (self.statement[-1].type not in _LEAVES_OPEN and not (following and self._goes_on(following))):
            self._end()

    def _begins(self, token: Token, index: int) -> bool:
        """Whether a line surely begins a statement: with `key:`, or with an opening word that is no name there."""
        after = self.tokens[index + 1].type if index + 1 < len(self.tokens) else ""
        if after == "COLON":
            return token.type == "NAME" or bool(token.names)
        return bool(token.roles & {"declarations", "statements"}) and after in {"NAME", "LITERAL", "WORD"}

    def _opens_lines(self, following: Token) -> bool:
        """Whether this line is the head of a declaration whose lines come without `{`."""
        head = self.statement[0]
        if self.blocks or not head.names & _WITH_LINES or following.type == "OPEN":
            return False
        return following.span.column > 1 and not any(token.type in {"DEFINE", "KEY"} for token in self.statement)

    def _lacks_opening(self) -> bool:
        return len(self.statement) == 1 and bool(self.statement[0].names & _BARE_HEADS)

    def _open_missing(self, token: Token) -> None:
        head = self.statement[0].span.to(self.statement[-1].span)
        self.diagnostics.append(codes.MISSING_OPENING.at(head, head=head.text))
        self._open(Token("OPEN", "{", Span(token.span.source, token.span.start, token.span.start)))

    def _is_top_level(self, token: Token) -> bool:
        return "declarations" in token.roles and token.span.column == 1 and not token.names & _INNER

    def _goes_on(self, token: Token) -> bool:
        if token.type in _GOES_ON:
            return True
        return token.type == "WORD" and token.roles <= {"joints"} and self.statement[-1].type != "CLOSE"

    def _end(self) -> None:
        if self.statement and not self.brackets:
            place = self.statement[-1].span
            self.out.append(Token("END", "", Span(place.source, place.end, place.end)))
            self.statement = []

    def _open(self, token: Token) -> None:
        self._close_brackets(token.span)
        if self.out and self.out[-1].type == "OPEN":
            self.diagnostics.append(codes.UNEXPECTED.at(token.span, found="{", before="{", expected=DOUBLED))
            return
        head = self.statement[0] if self.statement else token
        self.blocks.append((token, head))
        self.out.append(token)
        self.statement = []

    def _close(self, token: Token, following: Token | None) -> None:
        self._close_brackets(token.span)
        self._end()
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
        is_declaration = "declarations" in following.roles and not following.names & _INNER
        return (
            min(token.span.column, following.span.column) > 1
            and brace.span.line < token.span.line
            and not is_declaration
        )

    def _close_brackets(self, place: Span) -> None:
        kept = min(len(self.brackets), _DEPTH - 1)
        for bracket in reversed(self.brackets[:kept]):
            closing = _CLOSING[bracket.type]
            self._put(Token(closing, _SIGNS[closing], Span(place.source, place.start, place.start)))
        self.brackets = []

    def _unclosed(self, token: Token) -> None:
        brace, head = self.blocks[0]
        words = Span(brace.span.source, head.span.start, brace.span.start).text.strip()
        last = self.out[-2].span if len(self.out) > 1 and self.out[-1].type == "END" else self.out[-1].span
        place = self.statement[-1].span if self.statement else last
        self.diagnostics.append(codes.UNCLOSED_BLOCK.at(place, head=words, line=brace.span.line))
        self._end()
        for _ in self.blocks:
            self.out.append(Token("CLOSE", "}", Span(token.span.source, token.span.start, token.span.start)))
            self.out.append(Token("END", "", Span(token.span.source, token.span.start, token.span.start)))
        self.blocks = []

    def _close_all(self, last: Token | None) -> None:
        if last is None:
            return
        if self.brackets:
            bracket = self.brackets[0]
            self.diagnostics.append(
                codes.UNCLOSED_BRACKET.at(bracket.span, text=bracket.text, missing=_SIGNS[_CLOSING[bracket.type]])
            )
            self._close_brackets(Span(last.span.source, last.span.end, last.span.end))
        self._end()
        if self.blocks:
            self._unclosed(last)


def _followers(tokens: tuple[Token, ...]) -> list[int]:
    """For each token the position of the next that is no line break; the number of tokens when there is none."""
    found: list[int] = []
    following = len(tokens)
    for position in range(len(tokens) - 1, -1, -1):
        found.append(following)
        if tokens[position].type != "NEWLINE":
            following = position
    return found[::-1]


def _is_name(token: Token, statement: list[Token], beside: Token | None) -> bool:
    """Whether a soft keyword is a name here: as an operand, after the word that declares it, or before an operator."""
    if not statement:
        return False
    previous = statement[-1]
    after = beside.type if beside else ""
    if previous.type in _BEFORE_NAME:
        return not (previous.type == "CALL" and token.is_word("where"))
    if len(statement) == 1 and "declarations" in previous.roles:
        return "statements" not in token.roles or after in {"OPEN", "LITERAL", "WORD", "COMPARE"}
    if after in _OPERANDS and not token.roles & {"statements", "declarations"}:
        return True
    if "declarations" in token.roles:
        return after in {"COMPARE", "IN", "IS", "RIGHT", "DOT"} or after not in {"NAME", "LITERAL", "WORD"}
    return False
