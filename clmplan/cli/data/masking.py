"""Telephone numbers and e-mail addresses as they may be looked at over a shoulder."""

from __future__ import annotations

import re

_EMAIL = re.compile(r"([\w.+-])[\w.+-]*(@[\w-]+(?:\.[\w-]+)+)")
_SHOWN_FIRST, _SHOWN_LAST = 3, 4


def masked(text: str) -> str:
    """A text whose telephone number or e-mail addresses keep only as much as tells them apart."""
    from clmplan.data.typing.phones import read_phone

    if isinstance(read_phone(text), str):
        bare = text.strip()
        hidden = "*" * max(4, len(bare) - _SHOWN_FIRST - _SHOWN_LAST)
        return bare[:_SHOWN_FIRST] + hidden + bare[-_SHOWN_LAST:]
    return _EMAIL.sub(r"\1***\2", text)
