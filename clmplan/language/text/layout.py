"""Where statements end: the one place that decides it.

A statement ends at a line break or `;`, unless a bracket is open, the line ends with an operator or comma, or the next
line begins with an operator or a joining word. On one line it also ends before a word that only opens statements and
before `key:`. A declaration at the start of a line closes the blocks that were left open.
"""

from __future__ import annotations

from bisect import bisect_left
from operator import itemgetter

from clmplan.base.diagnostics import Checked
from clmplan.codes import parse as codes
from clmplan.language.text.balance import CLOSING, INNER, SIGNS, Balance
from clmplan.language.text.context import has_days, in_context
from clmplan.language.text.repair import indentation, read_opening
from clmplan.language.text.slips import MISTAKABLE, slip
from clmplan.language.tokens import MOST_FINDINGS, TRIVIA, Token

_OPERATORS = frozenset({"OR", "AND", "NOT", "COMPARE", "BETWEEN", "IN", "IS", "SIGN", "TIMES", "COMMA", "RANGE", "DOT"})
_LEAVES_OPEN = _OPERATORS | {"DEFINE", "SINCE", "ORDINAL", "KEY"}
_GOES_ON = _OPERATORS - {"NOT", "DOT"} | {"RIGHT", "FINISH", "OPEN"}
_WITH_LINES = frozenset(
    {"playbook", "lifecycle", "offer", "channel", "policy", "budget", "campaign", "experiment", "test"}
)
_MAY_HAVE_BLOCK = frozenset({"given", "variant"})
_WITH_BLOCK = frozenset({"wave", "prepare", "assume", "given", "if", "else", "variant"})
_TAKES_WORD = frozenset({"given", "expect", "by", "done by"})  # a word that opens statements elsewhere
_NAMES_LINES = frozenset({"prepare", "given"})  # lines in these may begin with names
_OPENING = frozenset({"declarations", "statements", "either"})
_BARE_HEADS = frozenset({"prepare", "assume"})
_UNREAD = TRIVIA | {"FILLER"}
_PLAIN, _OPENS = frozenset({"NAME", "LITERAL"}), frozenset({"WORD", "KEY"})
_TYPE = itemgetter(0)
_LONGEST_LINE = 100


def lay_out(tokens: tuple[Token, ...]) -> Checked[tuple[Token, ...]]:
    """The tokens the grammar reads: no trivia, `END` after each statement, brackets and blocks balanced."""
    layout = _Layout([token for token in tokens if token.type not in _UNREAD])
    return Checked(tuple(layout.run()), tuple(layout.diagnostics))


class _Layout(Balance):
    """One walk over the tokens of a source."""

    def __init__(self, tokens: list[Token]) -> None:
        super().__init__()
        self.tokens = tokens
        self.types = [*map(_TYPE, tokens), ""]
        self.followers = _followers(self.types)
        self.counted = (-1, False)  # where the declaration begins whose braces were counted, and the outcome
        self.again = 0  # where to go on, when a declaration is read once more
        self.indented_until = 0  # before this token lines that step back close the blocks that they leave

    def run(self) -> list[Token]:
        """The laid-out tokens."""
        while self._walk(self.again):
            pass
        self._close_all(self.tokens[-1] if self.tokens else None)
        if self.again < len(self.tokens):
            self._walk(self.again)
            self._close_all(self.tokens[-1])
        return self.out

    def _walk(self, first: int) -> bool:
        """Read on from a token; False at the end, True to begin again at another."""
        tokens, types = self.tokens, self.types
        self.again = len(tokens)
        for index in range(first, len(tokens)):
            token, kind = tokens[index], types[index]
            if kind in _PLAIN and types[index + 1] != "COLON" and self.statement and not self._lacks_opening():
                self.out.append(token)
                self.statement.append(token)
            elif kind == "NEWLINE":
                self._line_break(token, index)
                if len(self.diagnostics) >= MOST_FINDINGS:
                    return self._give_up(token)
                if self.again < len(tokens):
                    return True
            elif kind == "SEMICOLON":
                self._semicolon(token, index)
            elif kind == "OPEN":
                self.open(token)
            elif kind == "CLOSE":
                self.close(token, self._following(index))
            elif kind != "COLON":
                if self._lacks_opening() and self._begins_line(index):
                    self.open_missing(token)
                self._add_in_context(token, index)
        return False

    def _give_up(self, token: Token) -> bool:
        """Read no more of what can hardly be a playbook."""
        self.diagnostics.append(codes.TOO_MANY.at(token.span, most=MOST_FINDINGS))
        self.indented_until = len(self.tokens)
        self.again = len(self.tokens)
        return False

    def _following(self, index: int) -> Token | None:
        following = self.followers[index]
        return self.tokens[following] if following < len(self.tokens) else None

    def _add_in_context(self, token: Token, index: int) -> None:
        after, is_inside = self.types[index + 1], bool(self.blocks)
        if not self.statement and token.type == "NAME" and self._begins_with_word():
            repaired = read_opening(token, after, is_inside=is_inside)
            if repaired is not None:
                self.diagnostics.append(repaired[1])
                for part in repaired[0]:
                    self.put(part)
                return
        meant = None
        if token.type in MISTAKABLE:
            inner = self.brackets[-1].type if self.brackets else ""
            if token.is_word("else"):
                self._close_branch(token)
            following = self._next(index)
            if not (token.is_word("else") and self._closes_more_than_it_opens()):
                meant = slip(token, following, self.statement, is_call=inner == "CALL")
        if meant is not None:
            self.diagnostics.append(meant[1])
            for part in meant[0]:
                self.put(part)
            return
        found = in_context(token, self.statement, after, is_inside=is_inside, has_bracket=bool(self.brackets))
        self._add(found, index)

    def _close_branch(self, token: Token) -> None:
        """Close the block of an `if` that is still open before its `else`, and say so."""
        has_just_closed = not self.statement and len(self.out) > 1 and self.out[-2].type == "CLOSE"
        if self.blocks and self.blocks[-1][1].is_word("if") and not has_just_closed:
            self.close_brackets(token.span)
            self.end()
            self.say_unclosed(*self.blocks[-1])
            self.close_block(token)

    def _next(self, index: int) -> Token | None:
        return self.tokens[index + 1] if index + 1 < len(self.tokens) else None

    def _begins_with_word(self) -> bool:
        """Whether no line here begins with a name."""
        head = self.blocks[-1][1] if self.blocks else None
        return head is None or (head.type == "WORD" and not head.names & _NAMES_LINES)

    def _add(self, token: Token, index: int) -> None:
        kind = token.type
        if kind in _OPENS and self._opens_statement(token, index):
            self.end()
        elif kind in CLOSING and not self.opens_bracket(token):
            return
        elif kind in SIGNS:
            self.close_bracket(token)
            return
        self.put(token)

    def _opens_statement(self, token: Token, index: int) -> bool:
        previous = self.statement[-1] if self.statement else None
        if previous is None or (previous.type in _LEAVES_OPEN and previous.type != "KEY"):
            return False
        if token.type == "KEY":
            return True
        if previous.type == "KEY":
            return False
        if previous.names & _TAKES_WORD:
            return False
        if token.is_word("except") and self.statement[0].is_word("on"):
            return not has_days(self.tokens, index + 1)
        if "declarations" in token.roles:
            following = self._following(index)
            return previous.type != "WORD" and following is not None and following.type in {"NAME", "WORD"}
        return "statements" in token.roles

    def _line_break(self, token: Token, index: int) -> None:
        following = self._following(index)
        begins = following is not None and self._begins(following, self.followers[index])
        if self.brackets and begins:
            self.say_bracket(self.brackets[0])
            self.close_brackets(token.span)
        if index < self.indented_until:
            self.step_back(token, following)
        if following is not None and self._is_top_level(following) and self.blocks:
            self._unclosed(token, index)
            return
        if self.brackets or not self.statement:
            return
        if following is not None and self._opens_lines(following):
            self.open_missing(token)
            return
        if self.statement[-1].type == "KEY" and following is not None and following.roles & _OPENING:
            begins = True
        if begins or (self.statement[-1].type not in _LEAVES_OPEN and not (following and self._goes_on(following))):
            self.end()

    def _begins(self, token: Token, index: int) -> bool:
        """Whether a line surely begins a statement: with `key:`, or with an opening word that is no name there."""
        after = self.types[index + 1]
        if after == "COLON":
            return token.type == "NAME" or bool(token.names)
        return bool(token.roles & {"declarations", "statements"}) and after in {"NAME", "LITERAL", "WORD"}

    def _opens_lines(self, following: Token) -> bool:
        """Whether this line is the head of a declaration whose lines come without `{`."""
        head = self.statement[0]
        if not head.names & (_WITH_BLOCK if self.blocks else _WITH_LINES) or following.type in {"OPEN", "CLOSE"}:
            return False
        margin = indentation(head) if self.blocks else 0
        if following.span.column <= margin + 1 or self._goes_on(following):
            return False
        if self.blocks and head.names & _MAY_HAVE_BLOCK and not self._closes_more_than_it_opens():
            return False
        return not any(token.type in {"DEFINE", "KEY"} for token in self.statement)

    def _closes_more_than_it_opens(self) -> bool:
        """Whether the declaration at hand has more `}` than `{`."""
        if not self.blocks:
            return False
        start = self.blocks[0][0].span.start
        if self.counted[0] != start:
            depth = 0
            for index in range(bisect_left(self.tokens, start, key=lambda one: one.span.start), len(self.tokens)):
                if self.types[index - 1] == "NEWLINE" and self._is_top_level(self.tokens[index]):
                    break
                depth += (self.types[index] == "OPEN") - (self.types[index] == "CLOSE")
            self.counted = (start, depth < 0)
        return self.counted[1]

    def _begins_line(self, index: int) -> bool:
        """Whether this may be the first of the lines of a block whose `{` does not come later in the line."""
        ahead = self.types[index : index + _LONGEST_LINE]
        end = ahead.index("NEWLINE") if "NEWLINE" in ahead else len(ahead)
        return ahead[0] in {"NAME", "WORD"} and "OPEN" not in ahead[:end]

    def _semicolon(self, token: Token, index: int) -> None:
        following = self._following(index)
        is_last = self.types[index + 1] == "NEWLINE" and self.statement and not self.brackets
        if is_last and following is not None and self._opens_lines(following):
            self.open_missing(token)
        else:
            self.end()

    def _lacks_opening(self) -> bool:
        if len(self.statement) != 1:
            return False
        names = self.statement[0].names
        return bool(names & _BARE_HEADS) or ("else" in names and self._closes_more_than_it_opens())

    def _is_top_level(self, token: Token) -> bool:
        return "declarations" in token.roles and token.span.column == 1 and not token.names & INNER

    def _goes_on(self, token: Token) -> bool:
        if token.type in _GOES_ON:
            return True
        return token.type == "WORD" and token.roles <= {"joints"} and self.statement[-1].type != "CLOSE"

    def _unclosed(self, token: Token, index: int) -> None:
        """Close the blocks that a declaration left open, after reading it once more by how its lines are indented."""
        if index > self.indented_until:
            start = self.blocks[0][1].span.start
            self.indented_until = index
            self.again = bisect_left(self.tokens, start, key=lambda one: one.span.start)
            del self.out[self.outermost :]
            self.diagnostics = [one for one in self.diagnostics if one.place is None or one.place.start < start]
            self.blocks, self.brackets, self.statement = [], [], []
            return
        self.say_unclosed(*self.blocks[0])
        self.end()
        while self.blocks:
            self.close_block(token)

    def _close_all(self, last: Token | None) -> None:
        if last is None:
            return
        if self.brackets:
            self.say_bracket(self.brackets[0])
            self.close_brackets(last.span)
        self.end()
        if self.blocks:
            self._unclosed(last, len(self.tokens))


def _followers(types: list[str]) -> list[int]:
    """For each token the position of the next that is no line break; the number of tokens when there is none."""
    found: list[int] = []
    following = len(types) - 1
    for position in range(following - 1, -1, -1):
        found.append(following)
        if types[position] != "NEWLINE":
            following = position
    return found[::-1]
