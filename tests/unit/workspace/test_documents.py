"""Results come back from their documents as they went in."""

from __future__ import annotations

import pytest
from sample_plan import sample_outcome, sample_scorecard

from clmplan.model.outcome import Outcome
from clmplan.model.scorecard import Scorecard
from clmplan.workspace.documents import from_json, to_json


@pytest.mark.parametrize(("result", "kind"), [(sample_outcome(), Outcome), (sample_scorecard(), Scorecard)])
def test_a_result_comes_back_as_it_went_in(result: object, kind: type) -> None:
    written = to_json(result, "test/1", "abc").encode()
    assert result == from_json(written, "test/1", "abc", kind)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"schema": "test/1", "plan_id": "abc", "currency": "GBP"}', b"\xff"]
)
def test_a_damaged_document_is_no_result(content: bytes) -> None:
    assert from_json(content, "test/1", "abc", Outcome) is None


def test_a_result_of_another_plan_or_schema_is_no_result() -> None:
    written = to_json(sample_outcome(), "test/1", "abc").encode()
    assert from_json(written, "test/2", "abc", Outcome) is None
    assert from_json(written, "test/1", "abd", Outcome) is None
