"""Links carry tags that web analytics groups, short codes that WeChat takes, and stay the same from plan to plan."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_plan import first_edition, sample_plan

from clmplan.exporters import links
from clmplan.exporters.lines import Line
from clmplan.exporters.links import (
    MOST_OF_CODE,
    MOST_OF_SCENE,
    campaign_code,
    is_internal,
    made_code,
    plain_name,
    source_of,
    tagged,
    tags_in,
)
from clmplan.exporters.redirects import links_csv
from clmplan.model.declared.journey import Branch, Message
from clmplan.model.expression import Constant, Type
from clmplan.model.plan import Plan
from clmplan.model.playbook import Campaign
from clmplan.model.project import LinkSettings

# What a scene of a WeChat mini-program code may hold.
SCENE = re.compile(r"[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}")
AUTUMN = "https://shop.example/autumn?size=2#top"


def linked(locale: str = "en", settings: LinkSettings | None = None, **changes: object) -> Plan:
    """The sample plan with a link for every campaign, and other changes of each."""
    plan = sample_plan(locale)
    campaigns = tuple(replace(one, link=AUTUMN, **changes) for one in plan.playbook.campaigns)
    playbook = replace(plan.playbook, campaigns=campaigns)
    return replace(plan, playbook=playbook, links=settings or LinkSettings())


def sends(plan: Plan) -> list[Line]:
    return [line for line in first_edition(plan).lines if line.send is not None]


def tags(link: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(link).query))


def test_a_link_keeps_its_own_query_and_fragment_and_gains_the_tags():
    line = next(one for one in sends(linked()) if one.campaign.name == "win_back")
    parts = urlsplit(line.link)
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == ("https", "shop.example", "/autumn", "top")
    assert tags(line.link) == {
        "size": "2",
        "utm_id": "win-back",
        "utm_source": "post",
        "utm_campaign": line.code.rpartition("-")[0],
        "utm_content": "letter-1",
    }


def test_without_a_link_a_line_has_the_code_of_its_campaign_and_no_link():
    for line in sends(sample_plan()):
        assert (line.link, line.scene) == ("", "")
        assert line.code == campaign_code(line.campaign, "gift-retailer")


def test_all_days_of_a_wave_share_one_link_and_no_two_waves_do():
    by_wave: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for line in sends(linked()):
        by_wave.setdefault((line.campaign.name, line.wave), set()).add((line.code, line.link))
    assert {len(found) for found in by_wave.values()} == {1}
    assert len(set().union(*by_wave.values())) == len(by_wave)


def test_the_project_says_what_a_channel_is_called_and_how_it_is_grouped():
    settings = LinkSettings((("post", "letter"),), (("post", "referral"),), (), True)
    line = next(one for one in sends(linked(settings=settings)) if one.channel_name == "post")
    found = tags(line.link)
    assert (found["utm_source"], found["utm_medium"]) == ("letter", "referral")
    assert (found["hmsr"], found["hmpl"], found["hmcu"]) == ("letter", found["utm_campaign"], found["utm_content"])


def test_a_link_to_an_internal_domain_stays_as_it_was_written():
    settings = LinkSettings(internal=("shop.example",))
    assert {line.link for line in sends(linked(settings=settings))} == {AUTUMN}


def test_tags_written_by_the_author_win():
    found = tagged("https://a.example/?utm_source=own&x=1", {"utm_source": "email", "utm_id": "c"}, ())
    assert found == "https://a.example/?utm_source=own&x=1&utm_id=c"
    assert tags_in(found) == ("utm_source", "utm_id")


def test_a_code_of_the_author_is_the_code_and_tags_are_lower_case():
    line = sends(linked(code="Wake.26"))[0]
    assert line.code.startswith("Wake.26-")
    assert tags(line.link)["utm_campaign"] == "wake-26"


def test_the_one_message_of_a_campaign_without_waves_has_the_code_itself_also_when_others_are_added():
    plan = linked(code="wake26")
    first = plan.playbook.campaigns[0]
    main = replace(first.waves[0], name="main")
    campaign = replace(first, waves=(main,))
    others = tuple(one for one in plan.sends if one.send.campaign != first.name)
    own = next(one for one in plan.sends if one.send.campaign == first.name)
    send = replace(own.send, wave="main", id=f"{first.id}/main/1/1")
    planned = replace(own, send=send, waterfall=replace(own.waterfall, send=send.id))
    playbook = replace(plan.playbook, campaigns=(campaign, *plan.playbook.campaigns[1:]))
    alone = replace(plan, playbook=playbook, sends=(planned, *others))
    assert [line.code for line in sends(alone) if line.campaign.name == first.name] == ["wake26"]
    second = replace(send, id=f"{first.id}/main/1/2")
    more = replace(planned, send=second, waterfall=replace(own.waterfall, send=second.id))
    both = replace(alone, sends=(planned, more, *others))
    codes = [line.code for line in sends(both) if line.campaign.name == first.name]
    assert codes[0] == "wake26"
    assert codes[1].startswith("wake26-")


def test_two_messages_never_share_a_short_code_even_if_their_digests_agree(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(links, "made_code", lambda name, key, length=10: f"{len(name):04}"[-length:])
    christmas = {line.code for line in sends(linked(code="w26")) if line.campaign.name == "christmas"}
    assert len(christmas) == 3


def test_a_renamed_campaign_and_wave_keep_their_code():
    plan = linked()
    first = plan.playbook.campaigns[0]
    before = {line.code for line in sends(plan) if line.campaign.name == first.name}
    waves = tuple(replace(one, name="renamed", id=one.name) for one in first.waves)
    renamed = replace(first, name="other", waves=waves)
    moved = tuple(
        replace(one, send=replace(one.send, campaign="other", wave="renamed"))
        if one.send.campaign == first.name
        else one
        for one in plan.sends
    )
    playbook = replace(plan.playbook, campaigns=(renamed, *plan.playbook.campaigns[1:]))
    rows = tuple(replace(one, campaign="other") if one.campaign == first.name else one for one in plan.allocation.rows)
    after = replace(plan, playbook=playbook, sends=moved, allocation=replace(plan.allocation, rows=rows))
    assert before == {line.code for line in sends(after) if line.campaign.name == "other"}


def test_all_days_and_rounds_of_a_message_share_a_link_and_its_stand_in_on_another_channel_has_its_own():
    plan = linked()
    own = next(one for one in plan.sends if one.send.campaign == "welcome")
    shapes = ("1", "1/+5d", "1/round-2", "1/defer-2", "1/use-post", "2")
    channels = ("email", "email", "email", "email", "post", "email")
    made = tuple(
        replace(own, send=replace(own.send, id=f"welcome/first/3/{shape}", channel=channel))
        for shape, channel in zip(shapes, channels, strict=True)
    )
    found = [(line.code, tags(line.link)["utm_content"]) for line in sends(replace(plan, sends=made))]
    assert len({code for code, _ in found}) == 3
    assert [content for _, content in found] == [*["first-1"] * 4, "first-1-instead", "first-2"]


def test_a_message_may_lead_elsewhere_wherever_it_stands():
    plan = linked()
    first = plan.playbook.campaigns[0]
    wave = first.waves[0]
    place = plan.sends[0].send.at
    deep = Branch(Constant(True, Type.YES_NO), (Message("email", "x", at=place, link="https://other.example/"),))
    campaign = replace(first, link=None, waves=(replace(wave, steps=(deep,)),))
    playbook = replace(
        plan.playbook, campaigns=(campaign, *(replace(one, link=None) for one in plan.playbook.campaigns[1:]))
    )
    found = {urlsplit(line.link).hostname for line in sends(replace(plan, playbook=playbook))}
    assert found == {"other.example"}


def test_chinese_names_become_codes_and_never_percent_signs():
    plan = linked("zh")
    campaigns = tuple(replace(one, id=f"唤醒{at}") for at, one in enumerate(plan.playbook.campaigns))
    plan = replace(plan, playbook=replace(plan.playbook, campaigns=campaigns))
    for line in sends(plan):
        assert line.link.isascii() and "%" not in line.link
        assert re.fullmatch("[a-z][0-9a-z]{9}", tags(line.link)["utm_id"])


@pytest.mark.parametrize(
    ("channel", "source"),
    [("Email", "email"), ("短信", "sms"), ("企微", "wecom"), ("店铺海报", ""), ("Café News", "cafe-news")],
)
def test_a_channel_is_known_by_its_name_where_that_says_enough(channel: str, source: str):
    assert source_of(channel, LinkSettings()) == source


def test_channels_of_wechat_get_their_code_as_scene():
    plan = linked(settings=LinkSettings((("post", "mini-program"),)))
    for line in sends(plan):
        assert line.scene == (line.code if line.channel_name == "post" else "")


@given(st.text(min_size=1), st.text())
def test_made_codes_are_short_begin_with_a_letter_and_fit_a_scene_with_their_suffix(name: str, key: str):
    code = made_code(name, key)
    assert 8 <= len(code) <= 12
    assert re.fullmatch("[a-z][0-9a-z]*", code)
    assert not set(code) & set("ilou")
    assert SCENE.fullmatch(f"{code}-{made_code(name, key, 4)}")
    assert MOST_OF_CODE + 5 == MOST_OF_SCENE


def test_two_thousand_ids_have_two_thousand_codes():
    assert len({made_code(f"campaign-{number}", "shop") for number in range(2000)}) == 2000


@given(st.text())
def test_a_plain_name_is_lower_case_ascii_with_single_hyphens_or_nothing(text: str):
    assert re.fullmatch("|[a-z0-9]+(-[a-z0-9]+)*", plain_name(text))


@given(
    st.dictionaries(
        st.from_regex("[a-z]{1,8}", fullmatch=True), st.from_regex("[a-z0-9]{0,5}", fullmatch=True), max_size=4
    ),
    st.from_regex("[a-z]{0,5}", fullmatch=True),
)
def test_tagging_loses_nothing_and_tagging_again_changes_nothing(query: dict[str, str], fragment: str):
    written = "&".join(f"{name}={value}" for name, value in query.items())
    address = "https://a.example/p" + (f"?{written}" if written else "") + (f"#{fragment}" if fragment else "")
    added = {"utm_id": "c", "utm_source": "email"}
    once = tagged(address, added, ())
    assert tagged(once, added, ()) == once
    assert dict(parse_qsl(urlsplit(once).query, keep_blank_values=True)) == {**query, **added}
    assert urlsplit(once).fragment == fragment


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("https://shop.example/x", True),
        ("https://www.Shop.Example:443/", True),
        ("https://myshop.example/", False),
        ("https://shop.example.org/", False),
        ("https://[broken", False),
    ],
)
def test_a_domain_holds_what_is_below_it_and_nothing_that_only_ends_alike(address: str, inside: bool):
    assert is_internal(address, ("shop.example",)) is inside


def test_the_redirect_list_has_each_link_once_with_its_days():
    plan = linked("zh", code=None)
    rows = list(csv.DictReader(io.StringIO(links_csv(first_edition(plan)).decode("utf-8-sig"))))
    assert (
        len({row["短码"] for row in rows})
        == len(rows)
        == len({(line.campaign.name, line.wave) for line in sends(plan)})
    )
    catalogue = next(row for row in rows if row["波次"] == "目录册")
    assert (catalogue["活动"], catalogue["渠道"], catalogue["首日"], catalogue["末日"]) == (
        "圣诞季",
        "信件",
        "2011-10-18",
        "2011-10-18",
    )


def test_without_links_there_is_no_redirect_list():
    assert links_csv(first_edition(sample_plan())) == b""


def test_campaigns_of_other_projects_have_other_codes():
    campaign: Campaign = sample_plan().playbook.campaigns[0]
    assert campaign_code(campaign, "one") != campaign_code(campaign, "other")
