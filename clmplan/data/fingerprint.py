"""One digest for all rows used, whatever their order or file format was."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from clmplan.model.records import Column, ContactHistory, Events

if TYPE_CHECKING:
    from hashlib import _Hash


def fingerprint(
    *,
    as_of: date,
    keys: tuple[str, ...],
    fields: Mapping[str, Column],
    events: Mapping[str, Events],
    contacts: ContactHistory,
    suppressed: NDArray[np.bool_],
) -> str:
    """The sha256 of sorted rows in hex digits."""
    digest = sha256()
    _add_texts(digest, [as_of.isoformat()])
    _add_texts(digest, keys)
    _add_fields(digest, fields)
    for kind in sorted(events):
        _add_texts(digest, [kind])
        _add_array(digest, events[kind].customer)
        _add_array(digest, events[kind].day)
        _add_fields(digest, events[kind].fields)
    _add_array(digest, contacts.customer)
    _add_array(digest, contacts.day)
    _add_texts(digest, contacts.channel.tolist())
    _add_array(digest, suppressed)
    return digest.hexdigest()


def _add_fields(digest: _Hash, fields: Mapping[str, Column]) -> None:
    for name in sorted(fields):
        column = fields[name]
        _add_texts(digest, [name, column.type.value])
        _add_array(digest, column.known)
        if column.values.dtype.kind == "O":
            _add_texts(digest, column.values.tolist())
        else:
            _add_array(digest, column.values)


def _add_array(digest: _Hash, values: NDArray[np.generic]) -> None:
    digest.update(f"{values.dtype.kind}{len(values)};".encode())
    digest.update(np.ascontiguousarray(values, dtype=values.dtype.newbyteorder("<")).tobytes())


def _add_texts(digest: _Hash, texts: list[str] | tuple[str, ...]) -> None:
    # Lengths come first, so that no two lists of texts give the same bytes.
    digest.update((",".join(str(len(text)) for text in texts) + ";").encode())
    digest.update("".join(texts).encode())
