"""CLM461 to CLM469: links and the short codes of campaigns: what web analytics or WeChat would not take."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_CAMPAIGN = """campaign c {{
  for everyone
  goal: orders within 14d
  holdout 10%
{lines}  on 2026-11-10 at 10:00
  send email "News"
}}
"""


def _with(*lines: str) -> str:
    return _CAMPAIGN.format(lines="".join(f"  {line}\n" for line in lines))


def _two(code: str) -> str:
    return _with("code: wake26", "priority: 2") + _with(f"code: {code}", "priority: 1").replace(
        "campaign c", "campaign d"
    )


_GOOD = Example(_with('link: "https://shop.example/autumn"', "code: wake26"))
THE_OTHER = Wording("the other campaign", "另一个活动")

DUPLICATE_CODE = Code(
    "CLM461",
    "duplicate-code",
    Severity.WARNING,
    Wording(
        "`{code}` is the code of `{campaign}` and of `{other}`",
        "`{campaign}` 和 `{other}` 的短码都是 `{code}`",
    ),
    Wording("give one of them another code", "给其中一个换一个短码"),
    Wording(
        "visits are told apart by the code alone, so both campaigns would get each other's results",
        "访问只靠短码区分，重复后两个活动的结果会混在一起",
    ),
    Example(_two("Wake26")),
    Example(_two("calm26")),
)
NOT_A_CODE = Code(
    "CLM462",
    "not-a-code",
    Severity.ERROR,
    Wording("`{code}` cannot be a code", "`{code}` 不能作短码"),
    Wording(
        "write 1 to {most} ASCII letters, digits and `-`, `_`, `.`, beginning with a letter or digit, such as `wake26`",
        "写 1 到 {most} 个英文字母、数字和 `-`、`_`、`.`，以字母或数字开头，如 `wake26`",
    ),
    Wording(
        "a WeChat scene takes 32 characters without Chinese or %, and the code shares them with the suffix of its message",
        "微信场景值最多 32 个字符，不含中文和 %，还要给消息后缀留位置",
    ),
    Example(_with('link: "https://shop.example/autumn"', 'code: "唤醒26"')),
    _GOOD,
)
NOT_AN_ADDRESS = Code(
    "CLM463",
    "not-an-address",
    Severity.ERROR,
    Wording("`{link}` is not the address of a page", "`{link}` 不是网页地址"),
    Wording(
        "write it whole, such as `https://shop.example/autumn`",
        "写完整，如 `https://shop.example/autumn`",
    ),
    Wording(
        "tags can be added to http and https addresses alone, and a customer cannot open anything else",
        "只有 http 和 https 地址能加参数，别的客户也打不开",
    ),
    Example(_with('link: "shop.example/autumn"')),
    _GOOD,
)
TAGGED_ALREADY = Code(
    "CLM464",
    "tagged-already",
    Severity.WARNING,
    Wording("the link of `{campaign}` carries {tags} already", "`{campaign}` 的链接已带有 {tags}"),
    Wording("take the tags out: the plan adds its own", "去掉这些参数：计划会加上自己的"),
    Wording(
        "a tag written by hand is the same for all waves and channels, so their visits cannot be told apart",
        "手写的参数对所有波次和渠道都一样，访问无从区分",
    ),
    Example(_with('link: "https://shop.example/autumn?utm_source=mail"')),
    _GOOD,
)
TAG_ON_INTERNAL = Code(
    "CLM465",
    "tag-on-internal-domain",
    Severity.WARNING,
    Wording(
        "the link of `{campaign}` leads to an internal domain and stays without tags",
        "`{campaign}` 的链接指向站内域名，不会加参数",
    ),
    Wording(
        "take the domain out of `internal` in the project file when customers come there from outside",
        "如果客户是从站外来的，从项目文件的 `站内域名` 中去掉该域名",
    ),
    Wording(
        "tags on a link inside a site begin a new visit and hide where the customer really came from",
        "站内链接带参数会重新开始一次访问，盖掉客户真正的来源",
    ),
)
LINK_MISSING = Code(
    "CLM466",
    "link-missing",
    Severity.WARNING,
    Wording(
        "`{campaign}` sends on `{channel}`, whose links are counted, and has no link",
        "`{campaign}` 在统计链接的渠道 `{channel}` 上发送，却没有链接",
    ),
    Wording(
        'add `link: "https://…"`, or take `{channel}` out of `links` in the project file',
        "加上 `链接：“https://…”`，或从项目文件的 `链接` 中去掉 `{channel}`",
    ),
    Wording(
        "visits from messages without a tagged link look as if nobody had sent anything",
        "消息没有带参数的链接，带来的访问看上去就像没发过",
    ),
)
SOURCE_MISSING = Code(
    "CLM467",
    "source-missing",
    Severity.WARNING,
    Wording(
        "links of `{campaign}` on `{channel}` carry no source and medium that web analytics groups",
        "`{campaign}` 在 `{channel}` 上的链接没有网站分析能归类的来源和媒介",
    ),
    Wording(
        "name it in the project file: `links: {{sources: {{{channel}: wecom}}, media: {{{channel}: social}}}}`",
        "在项目文件中写明：`链接: {{来源: {{{channel}: wecom}}, 媒介: {{{channel}: social}}}}`",
    ),
    Wording(
        "a visit without a known medium lands in Unassigned, and a Chinese channel name cannot stand in a link",
        "没有已知媒介的访问会落入“未分配”，中文渠道名也不能写进链接",
    ),
)
NO_SUCH_CHANNEL = Code(
    "CLM468",
    "links-of-no-channel",
    Severity.WARNING,
    Wording(
        "the project tags links of `{channel}`, and no such channel is declared",
        "项目为 `{channel}` 设了链接参数，但没有这个渠道",
    ),
    Wording("write the channel as it is declared: {known}", "按声明的渠道名书写：{known}"),
    Wording("a setting for a channel that does not exist changes no link", "为不存在的渠道所作的设置不起作用"),
)
LINK_WITH_PASSWORD = Code(
    "CLM469",
    "link-with-password",
    Severity.ERROR,
    Wording(
        "the link of `{campaign}` carries a user name or a password before `@`",
        "`{campaign}` 的链接在 `@` 之前带有用户名或密码",
    ),
    Wording(
        "write the address as customers open it, such as `https://shop.example/autumn`",
        "写成客户打开的地址，如 `https://shop.example/autumn`",
    ),
    Wording(
        "the link goes to every customer and stands in every calendar that is handed out",
        "链接会发给每位客户，也写在每份交出去的日历里",
    ),
    Example(_with('link: "https://anna:s3cret@shop.example/autumn"')),
    _GOOD,
)
