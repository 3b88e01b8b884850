"""The block `links` of a project file: how links are tagged, every mistake at its place."""

from __future__ import annotations

import pytest

from clmplan.base.diagnostics import Code
from clmplan.base.source import Source
from clmplan.codes import link_settings
from clmplan.codes.project import GOOD_PROJECT
from clmplan.data.project_file import read_project
from clmplan.model.project import LinkSettings

CODES = [code for code in vars(link_settings).values() if isinstance(code, Code)]


def read(links: str):
    return read_project(Source("clmplan.yaml", GOOD_PROJECT.text.replace("data:\n", f"{links}\ndata:\n")))


def test_without_the_block_nothing_is_set():
    assert read("").value.links == LinkSettings()


def test_a_whole_block_is_read_in_both_languages():
    english = read("links: {sources: {企微: wecom}, media: {企微: social}, internal: [Shop.example], baidu: yes}").value
    chinese = read("链接: {来源: {企微: wecom}, 媒介: {企微: social}, 站内域名: shop.example, 百度: 是}").value
    settings = LinkSettings((("企微", "wecom"),), (("企微", "social"),), ("shop.example",), True)
    assert english.links == chinese.links == settings


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
def test_the_bad_example_shows_the_mistake_and_the_good_one_none(code: Code):
    bad, good = (read_project(Source("clmplan.yaml", one.text)) for one in (code.bad, code.good))
    assert [one.code.name for one in bad.diagnostics] == [code.name]
    assert bad.value is None and good.diagnostics == ()


@pytest.mark.parametrize(
    ("links", "name", "place"),
    [
        ("links: {media: {email: e-mail}}", "unknown-medium", "e-mail"),
        ("links: {media: {email: Email}}", "unknown-medium", "Email"),
        ("links: {sources: {email: 企微}}", "source-not-plain", "企微"),
        ("links: {internal: [shop]}", "not-a-domain", "[shop]"),
        ("links: {baidu: perhaps}", "not-yes-or-no", "perhaps"),
        ("links: {medium: {email: email}}", "unknown-key", "medium"),
        ("links: [email]", "not-a-block", "[email]"),
    ],
)
def test_a_mistake_is_said_where_it_stands(links: str, name: str, place: str):
    (found,) = read(links).diagnostics
    assert found.code.name == name
    assert found.place.text == place


def test_a_source_is_proposed_that_a_link_can_carry():
    (found,) = read("links: {sources: {email: Autumn News!}}").diagnostics
    assert "`autumn-news`" in found.help("en")
