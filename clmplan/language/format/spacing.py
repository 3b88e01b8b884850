"""Which tokens stand close to their neighbours: all others have a space between them."""

from __future__ import annotations

NONE_AFTER = frozenset({"LEFT", "CALL", "BEGIN", "DOT", "HYPHEN"})
NONE_BEFORE = frozenset({"RIGHT", "FINISH", "COMMA", "COLON", "DOT", "CALL", "HYPHEN"})
