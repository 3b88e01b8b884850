"""Links and codes of campaigns: read in both languages, and judged before anybody clicks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from clmplan.base.diagnostics import Code, Diagnostic
from clmplan.codes import links
from clmplan.language.sense.checks import sense
from clmplan.model.project import LinkSettings
from tests.spec.chapters import project
from tests.unit.language.judging import HEAD, campaign, judged, read

CODES = [code for code in vars(links).values() if isinstance(code, Code)]
SHOWN = [code for code in CODES if code.bad is not None]
SHOP = 'link: "https://shop.example/autumn"'


def said(text: str, settings: LinkSettings) -> list[Diagnostic]:
    """What is said about links under some settings."""
    playbook, documents = read(HEAD + text)
    found = sense(playbook, documents, replace(project("gbp"), links=settings))
    return [one for one in found if one.code in CODES]


def names(text: str, settings: LinkSettings | None = None) -> list[str]:
    return [one.code.name for one in said(text, settings or LinkSettings())]


@pytest.mark.parametrize("code", SHOWN, ids=lambda code: code.name)
def test_the_bad_example_shows_exactly_this_and_the_good_one_nothing(code: Code):
    assert code.bad is not None and code.good is not None
    assert [code.id] == [one.code.id for one in judged(code.bad.text)]
    assert [] == [one.message("en") for one in judged(code.good.text)]


@pytest.mark.parametrize(
    "link",
    ["https://shop.example", "http://shop.example:8080/a?b=c#d", "https://商店.example/路径", "HTTPS://shop.example/"],
)
def test_an_address_of_a_page_is_taken_as_it_is_written(link: str):
    (found,) = read(HEAD + campaign(lines=f'link: "{link}"'))[0].campaigns
    assert found.link == link


@pytest.mark.parametrize(
    "link",
    [
        "shop.example",
        "ftp://shop.example",
        "https://",
        "https://a b.example",
        "javascript:alert(1)",
        "https://[",
        "mailto:a@b.example",
        "https://a.example:99999/",
    ],
)
def test_what_is_no_address_of_a_page_is_refused(link: str):
    assert [one.code.name for one in judged(campaign(lines=f'link: "{link}"'))] == ["not-an-address"]


@pytest.mark.parametrize("owner", ["anna:s3cret", "anna", ":s3cret", "a%40b"])
def test_a_link_with_a_name_or_a_password_is_refused(owner: str):
    told = judged(campaign(lines=f'link: "https://{owner}@shop.example/"'))
    assert [(one.code.id, one.is_error) for one in told] == [("CLM469", True)]
    told = judged(campaign(send=f'email "News" to "https://{owner}@shop.example/"'))
    assert [one.code.id for one in told] == ["CLM469"]
    assert "s3cret" not in told[0].message("en")
    assert judged(campaign(lines='link: "https://shop.example/@anna?mail=a@b.example"')) == ()


@pytest.mark.parametrize("code", ["wake26", "W", "a-b_c.d", "2026wake", "x" * 27])
def test_a_code_of_letters_digits_and_three_signs_is_taken(code: str):
    (found,) = read(HEAD + campaign(lines=f'code: "{code}"'))[0].campaigns
    assert found.code == code


@pytest.mark.parametrize("code", ["x" * 28, "wake 26", "-a", "a/b", "唤醒", "a%20", "wake！"])
def test_other_codes_are_refused(code: str):
    assert [one.code.name for one in judged(campaign(lines=f'code: "{code}"'))] == ["not-a-code"]


def test_both_are_written_in_chinese_too():
    text = """活动 唤醒 {
  面向 所有人
  目标：订单 在 14天
  链接：“https://shop.example/autumn”
  短码：wake26
  于 2026-11-10 准点 10:00
  发送 邮件 “新品” 到 “https://shop.example/new”
}
"""
    assert not [one.message("zh") for one in judged(text) if one.is_error]


def test_the_same_code_in_capitals_is_the_same_code():
    first, second = campaign(lines="code: wake26; priority: 1"), campaign(lines="code: WAKE26; priority: 2")
    (found,) = said(first + second.replace("campaign c", "campaign d"), LinkSettings())
    assert found.code is links.DUPLICATE_CODE
    assert found.place is not None and "WAKE26" in found.place.text
    assert len(found.related) == 1


def test_a_channel_whose_links_are_counted_needs_a_link():
    counted = LinkSettings(sources=(("email", "news"),))
    assert names(campaign(), counted) == ["link-missing"]
    assert names(campaign(lines=SHOP), counted) == []
    assert names(campaign(send='email "News" to "https://shop.example/"'), counted) == []
    assert names(campaign()) == []


def test_a_link_with_tags_or_to_an_internal_domain_is_said_also_when_a_message_has_it():
    tagged = 'email "News" to "https://shop.example/?utm_source=x"'
    assert names(campaign(send=tagged)) == ["tagged-already"]
    internal = LinkSettings(internal=("shop.example",))
    assert names(campaign(lines=SHOP), internal) == ["tag-on-internal-domain"]
    (found,) = said(campaign(send=tagged.replace("?utm_source=x", "")), internal)
    assert found.place is not None and found.place.text.startswith("send email")


def test_a_channel_that_says_no_medium_is_said_where_it_has_a_link():
    post = 'channel post { cost: £0.50 }\n' + campaign(lines=SHOP, send='post "News"')  # fmt: skip
    assert names(post) == ["source-missing"]
    assert names(post, LinkSettings(media=(("post", "referral"),))) == []


def test_settings_for_a_channel_that_nobody_declares_change_nothing_and_are_said():
    (found,) = said(campaign(), LinkSettings(media=(("emial", "email"),)))
    assert (found.code, "`email`" in found.help("en")) == (links.NO_SUCH_CHANNEL, True)
