"""What a finding of sense holds besides its code: its place, its neighbours, the values, the change that mends it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clmplan.base.diagnostics import Diagnostic
from clmplan.base.source import Source
from clmplan.language.parse import parse
from clmplan.language.resolve import resolve
from clmplan.language.sense.checks import sense
from clmplan.model.project import FieldSpec, FieldType
from tests.spec.chapters import project
from tests.unit.language.judging import HEAD, alone, campaign, mended


def one(text: str, code: str) -> Diagnostic:
    """The only finding of a code in a whole playbook."""
    (found,) = [each for each in alone(text) if each.code.id == code]
    return found


def stages(claims: str, *conditions: str) -> str:
    written = "".join(f"  stage s{number} when {condition}\n" for number, condition in enumerate(conditions))
    return f"{HEAD}lifecycle life {claims} {{\n{written}}}\n{campaign('life = s0')}"


def test_an_unused_name_is_marked_where_it_is_given() -> None:
    found = one(f"{HEAD}metric spend = sum(orders.amount)\n{campaign()}", "CLM401")
    assert found.place is not None and "spend" == found.place.text


@pytest.mark.parametrize(
    "use",
    [
        "prove it disjoint from count(orders) = 0",
        "segment other = it and age > 3\nprove other implies age > 2",
        "policy contact { never to segment it }",
        "budget b { total: £100; at most £50 for it }",
        "campaign d { for tier = gold; goal: orders within 7d; on 2026-11-12; send email\nwait 2d\nif it { stop } }",
        "metric m = sum(orders.amount)\nsegment top_it = top 10% by m where it\nprove top_it implies it",
    ],
)
def test_a_name_counts_as_used_wherever_it_stands(use: str) -> None:
    found = alone(f"{HEAD}segment it = count(orders) > 5\n{use}\n{campaign()}")
    assert [] == [each for each in found if each.code.id == "CLM402"]


def test_a_segment_in_a_file_to_import_may_be_left_unused() -> None:
    parts = [("playbook.clm", HEAD + campaign()), ("segments.clm", "segment loyal = count(orders) > 5\n")]
    documents = tuple(parse(Source(path, text)).value for path, text in parts)
    playbook = resolve(documents, project("gbp")).value
    assert playbook is not None
    assert () == sense(playbook, documents, project("gbp"))


def test_limits_on_a_channel_without_sends_are_shown() -> None:
    text = HEAD + "channel sms { cost: £0.06; consent: sms_ok }\npolicy p { at most 1 sms per 7d }\n"
    found = one(f"{text}budget b {{ total: £9; at most £5 for sms }}\n{campaign()}", "CLM404")
    assert ["sms", "sms"] == [related.place.text for related in found.related]
    assert ["this limits nothing"] * 2 == [related.note.en for related in found.related]


def test_the_two_limits_that_exclude_each_other_are_shown() -> None:
    found = one(HEAD + campaign("count(orders) > 5 and age > 30 and count(orders) < 3"), "CLM430")
    assert ["count(orders) > 5", "count(orders) < 3"] == [related.place.text for related in found.related]
    assert "`count(orders) > 5 and age > 30 and count(orders) < 3` is never true" == found.message("en")


def test_only_the_part_that_decides_nothing_is_marked() -> None:
    found = one(HEAD + campaign('age > 30 and (country != "A" or country != "B")'), "CLM431")
    assert found.place is not None and 'country != "A" or country != "B"' == found.place.text.strip("()")


def test_a_stage_that_begins_a_day_early_is_moved_on() -> None:
    text = stages("exclusive", "days since last order <= 60", "days since last order between 60 and 180")
    found = one(text, "CLM434")
    assert "where `days since last order = 60d`" in found.message("en")
    assert "`days since last order = 60天` 时" in found.message("zh")
    assert [("days since last order", "= 60d")] == [(name, value.fill("en", {})) for name, value in found.facts]
    assert found.fix is not None and not found.fix.is_safe
    assert "between 61 and 180" in mended(text, found)
    assert [] == [each for each in alone(mended(text, found)) if each.code.id == "CLM434"]


def test_the_values_that_two_stages_share_are_listed() -> None:
    text = stages("exclusive", "count(orders) >= 2 and age < 30", "count(orders) <= 3 and tier = gold")
    found = one(text, "CLM434")
    facts = [(name, value.fill("en", {})) for name, value in found.facts]
    assert [("count(orders)", "= 2 .. 3"), ("age", "< 30"), ("tier", "= gold")] == facts
    assert found.fix is None


@pytest.mark.parametrize(
    ("conditions", "where"),
    [
        (("days since last order <= 60", "days since last order >= 62"), "`days since last order = 61d`"),
        (("days since last order <= 60", "days since last order > 90"), "`days since last order = 61d .. 90d`"),
        (("days since last order <= 60", "days since last order <= 90"), "`days since last order >= 91d`"),
        (("count(orders) = 1", "count(orders) > 1"), "`count(orders) = 0`"),
        (("points < 10", "points > 10.5"), "`points = 10 .. 10.5`"),
        (("wallet <= £10", "wallet > £12"), "`wallet = £10.01 .. £12.00`"),
        (("tier = gold", "tier = silver"), "`tier = plain`"),
        (("joined < 2026-01-01", "joined > 2026-01-01"), "`joined = 2026-01-01`"),
        (("email_ok is yes", "email_ok is yes and age > 3"), "`email_ok = no`"),
    ],
)
def test_a_gap_is_named_in_the_words_of_the_playbook(conditions: tuple[str, str], where: str) -> None:
    assert f"no stage where {where}" in one(stages("complete", *conditions), "CLM435").message("en")


@pytest.mark.parametrize(
    "conditions",
    [
        ("points < 10", "points >= 10"),
        ("points between 1 and 10", "points > 10"),
        ("count(orders) = 0", "days since last order <= 60", "days since last order > 60"),
        ("count(orders) = 0", "age < 30", "days since last order <= 60"),
        ("email_ok is yes", "email_ok is no"),
    ],
)
def test_where_there_is_room_for_everybody_no_gap_is_seen(conditions: tuple[str, ...]) -> None:
    assert [] == [each for each in alone(stages("complete", *conditions)) if each.code.id == "CLM435"]


def test_a_message_in_quiet_hours_is_said_to_go_out_the_next_day() -> None:
    text = HEAD.replace("email_ok }", "email_ok; never between 20:00 and 08:00 }") + campaign()
    found = one(text.replace("10:00", "21:30"), "CLM450")
    assert "21:30 is in the quiet hours of `email`: `c` goes out at 08:00 the next day" == found.message("en")
    assert found.fix is None
    assert ["never between 20:00 and 08:00"] == [related.place.text for related in found.related]


def test_a_time_that_is_only_too_early_can_be_written_as_it_happens() -> None:
    text = HEAD.replace("email_ok }", "email_ok; never between 20:00 and 08:00 }") + campaign()
    text = text.replace("10:00", "07:15")
    found = one(text, "CLM450")
    assert found.place is not None and "07:15" == found.place.text
    assert found.fix is not None and found.fix.is_safe
    assert "on 2026-11-10 at 08:00" in mended(text, found)


def test_quiet_hours_that_follow_each_other_are_followed() -> None:
    text = HEAD.replace("email_ok }", "email_ok; never between 20:00 and 08:00 }") + campaign()
    text += "policy p { never between 08:00 and 09:30 }\n"
    assert "goes out at 09:30 the same day" in one(text.replace("10:00", "07:15"), "CLM450").message("en")


def test_a_day_that_a_blackout_defers_into_the_horizon_is_a_day() -> None:
    text = HEAD + campaign().replace("2026-11-10", "2026-09-29")
    assert "CLM503" == one(text, "CLM503").code.id
    deferred = text + "policy p { blackout 2026-09-28 .. 2026-10-02 defer }\n"
    assert [] == [each for each in alone(deferred) if each.code.id == "CLM503"]


def test_two_channels_at_one_time_are_told_apart() -> None:
    text = HEAD + "channel sms { cost: £0.06; consent: sms_ok; never between 09:00 and 11:00 }\n"
    text += campaign(send='email "A"\n  send sms "B"')
    found = one(text, "CLM450")
    assert "`sms`" in found.message("en") and found.fix is None


def test_a_message_after_a_wait_has_its_own_time() -> None:
    text = HEAD.replace("email_ok }", "email_ok; never between 20:00 and 08:00 }")
    text += campaign(send='email "A"\n  wait 2d at 21:00\n  send email "B"')
    assert "21:00 is in the quiet hours" in one(text, "CLM450").message("en")


def test_a_discount_written_as_the_wrong_kind_takes_the_kind_of_the_words() -> None:
    text = HEAD + "offer gift { discount: 8% off; cost: £5 when redeemed }\n"
    text += campaign(send='email "今日 8折" with gift')
    found = one(text, "CLM410")
    assert found.place is not None and "8折" == found.place.text
    assert "`8折` is 20% off" in found.help("en")
    assert "`8折` 是付 80%" in found.help("zh")
    assert "discount: 8折;" in mended(text, found)


def test_most_of_the_price_off_becomes_the_part_that_was_meant() -> None:
    text = HEAD + "offer gift { discount: 85% off; cost: £5 when redeemed }\n" + campaign(send='email "A" with gift')
    found = one(text, "CLM411")
    assert "`85% off` leaves only 15% to pay" == found.message("en")
    assert "discount: 15% off" in mended(text, found)


def test_a_comparison_that_forgets_missing_values_can_name_them() -> None:
    text = HEAD + campaign("not (age > 30) and points > 3")
    found = one(text, "CLM440")
    assert "for (not (age > 30) or age is missing) and points > 3" in mended(text, found)
    assert [] == [each.message("en") for each in alone(mended(text, found))]


def test_a_value_that_may_be_missing_is_mentioned_once_in_a_condition() -> None:
    found = one(HEAD + campaign("age != 3 and age != 5 and not (age > 30)"), "CLM440")
    assert found.place is not None and "age != 3" == found.place.text


def test_an_invisible_character_in_a_text_is_removed_safely() -> None:
    text = HEAD + campaign(send='email "Ne\u202ews"')
    found = one(text, "CLM408")
    assert "U+202E" in found.message("en") and "changes the order" in found.help("en")
    assert found.fix is not None and found.fix.is_safe
    assert 'send email "News"' in mended(text, found)


def test_the_cap_and_the_gap_that_makes_it_pointless_are_both_shown() -> None:
    text = HEAD + "policy p { at most 4 contacts per 7d; at least 2d between contacts }\n" + campaign()
    found = one(text, "CLM457")
    assert "2d apart, there are at most 4 in 7d" in found.message("en")
    assert ["at least 2d between contacts"] == [related.place.text for related in found.related]


def test_a_cap_is_needed_where_some_contacts_are_exempt() -> None:
    text = HEAD + "policy p { at most 4 contacts per 7d; at least 2d between contacts }\n" + campaign(lines="exempt")
    assert [] == [each for each in alone(text) if each.code.id == "CLM457"]


def test_campaigns_for_different_customers_do_not_compete() -> None:
    policy = "policy p { at most 1 contacts per 7d }\n"
    both = [
        campaign(who).replace("campaign c", f"campaign {name}") for name, who in (("a", "age < 9"), ("b", "age > 9"))
    ]
    assert () == alone(HEAD + policy + "".join(both))
    assert "CLM454" in {each.code.id for each in alone(HEAD + policy + both[0] + both[1].replace("age > 9", "age > 8"))}


@pytest.mark.parametrize(
    ("field", "channel", "is_one"),
    [
        ("email_ok", "email", True),
        ("emailOptIn", "email", True),
        ("sms_consent", "SMS", True),
        ("允许短信", "短信", True),
        ("短信_ok", "短信", True),
        ("postpaid_ok", "post", False),
        ("email_bounced", "email", False),
        ("email_booking", "email", False),
        ("has_email", "email", False),
        ("短信退订", "短信", False),
        ("允许邮件", "短信", False),
    ],
)
def test_a_field_is_taken_for_consent_only_when_it_says_both_what_and_to_what(
    field: str, channel: str, is_one: bool
) -> None:
    spec = FieldSpec(field, field, FieldType.YES_NO)
    known = replace(project("gbp"), customers=replace(project("gbp").customers, fields=(spec,)))
    text = HEAD.replace("channel email { cost: £0.02; consent: email_ok }", f"channel {channel} {{ cost: £0.02 }}")
    document = parse(Source("playbook.clm", text + campaign(send=channel))).value
    playbook = resolve((document,), known).value
    assert playbook is not None
    assert is_one == ("CLM455" in [each.code.id for each in sense(playbook, (document,), known)])


def test_findings_come_in_the_order_of_the_text() -> None:
    text = HEAD + "segment a = count(orders) < 0\nsegment b = count(orders) > 9\n" + campaign("stage_free and b")
    text = text.replace("stage_free", "a")
    places = [each.place.start for each in alone(text + campaign().replace("campaign c", "campaign d")) if each.place]
    assert places == sorted(places)
