"""CLM401 to CLM409: names in a playbook: declared and never used, or easily taken for another."""

from __future__ import annotations

from clmplan.base.diagnostics import Code, Example, Severity, Wording

_CAMPAIGN = """campaign c {
  for {who}
  goal: orders within 14d
  holdout 10%
  on 2026-11-10
  send {send}
}
"""


def _campaign(who: str = "everyone", send: str = 'email "News"') -> str:
    return _CAMPAIGN.replace("{who}", who).replace("{send}", send)


LIMITS_NOTHING = Wording("this limits nothing", "这一限制不起作用")
NAMED_HERE = Wording("named here, but not sent or given", "这里提到，但没有发送或发放")
THE_OTHER_NAME = Wording("the name that looks the same", "看起来一样的名字")
REMOVE_CHARACTER = Wording("remove the invisible character", "删去看不见的字符")

UNUSED_METRIC = Code(
    "CLM401",
    "unused-metric",
    Severity.WARNING,
    Wording("metric `{name}` is never used", "指标 `{name}` 没有用到"),
    Wording("use it in a condition or a ranking, or take it out", "在条件或排名里用上它，或把它删去"),
    Wording(
        "a metric that nothing uses is often one that a condition was meant to use",
        "没有用到的指标，往往是本该写进某个条件的",
    ),
    Example("metric spend = sum(orders.amount)\n" + _campaign()),
    Example("metric spend = sum(orders.amount)\n" + _campaign("spend > £100")),
)
UNUSED_SEGMENT = Code(
    "CLM402",
    "unused-segment",
    Severity.WARNING,
    Wording("nobody uses segment `{name}`", "人群 `{name}` 没有人用"),
    Wording(
        "write `for {name}` or `except {name}` in a campaign, or take it out",
        "在活动里写 `面向 {name}` 或 `排除 {name}`，或把它删去",
    ),
    Wording(
        "a segment that was meant to be left out of a campaign and is not costs complaints",
        "本该排除的人群忘了排除，换来的是投诉",
    ),
    Example("segment complained = count(visits) = 0\n" + _campaign()),
    Example("segment complained = count(visits) = 0\n" + _campaign("not complained")),
)
OFFER_NEVER_GIVEN = Code(
    "CLM403",
    "offer-never-given",
    Severity.WARNING,
    Wording("no message gives offer `{name}`", "没有消息附带优惠 `{name}`"),
    Wording("write `with {name}` behind a `send`, or take the offer out", "在 `发送` 后面写 `附带 {name}`，或把它删去"),
    Wording(
        "a message that forgot its offer goes out all the same, and nobody redeems anything",
        "忘了附带优惠的消息照样会发出，却没有人能核销",
    ),
    Example("offer gift { discount: £5 off over £25; cost: £5 when redeemed }\n" + _campaign()),
    Example(
        "offer gift { discount: £5 off over £25; cost: £5 when redeemed }\n"
        + _campaign(send='email "A gift" with gift')
    ),
)
CHANNEL_WITHOUT_SENDS = Code(
    "CLM404",
    "channel-without-sends",
    Severity.WARNING,
    Wording("nothing is sent by channel `{name}`", "渠道 `{name}` 没有任何发送"),
    Wording("send something by it, or take it and its limits out", "用它发送消息，或把它连同相关限制删去"),
    Wording(
        "money set aside for a channel without sends is missing elsewhere, and its caps protect nobody",
        "没有发送的渠道占着预算，它的次数上限也没有意义",
    ),
    Example(
        "channel sms { cost: £0.06; consent: sms_ok }\nchannel email { cost: £0.02; consent: email_ok }\n" + _campaign()
    ),
    Example("channel email { cost: £0.02; consent: email_ok }\n" + _campaign()),
)
UNUSED_LIFECYCLE = Code(
    "CLM405",
    "unused-lifecycle",
    Severity.NOTE,
    Wording("no campaign and no condition asks for a stage of `{name}`", "没有活动或条件用到 `{name}` 的阶段"),
    Wording(
        "write `for stage = …` in a campaign, or keep it for the counts it gives",
        "在活动里写 `面向 阶段 = …`，或留着只看各阶段人数",
    ),
    Wording(
        "a lifecycle costs one condition per stage and customer; it pays when campaigns differ by stage",
        "划分阶段是为了区别对待，活动不按阶段就用不上它",
    ),
    Example("lifecycle mood { stage calm when count(visits) = 0; stage keen when count(visits) > 0 }\n" + _campaign()),
    Example(
        "lifecycle mood { stage calm when count(visits) = 0; stage keen when count(visits) > 0 }\n"
        + _campaign("stage = keen")
    ),
)
LOOKALIKE_NAMES = Code(
    "CLM406",
    "lookalike-names",
    Severity.WARNING,
    Wording(
        "the names `{name}` and `{other}` look the same and are not", "名字 `{name}` 与 `{other}` 看起来一样，其实不同"
    ),
    Wording("rename one of the two: they differ in {characters}", "给其中一个改名，差别在于 {characters}"),
    Wording(
        "who reads the playbook takes one for the other, and the wrong customers are contacted",
        "看的人会把两者当成一个，于是触达了不该触达的客户",
    ),
    Example("segment vip = count(orders) > 5\nsegment v\u0456p = count(orders) > 9\n" + _campaign("vip and v\u0456p")),
    Example("segment vip = count(orders) > 5\nsegment top_vip = count(orders) > 9\n" + _campaign("vip and top_vip")),
)
MIXED_ALPHABETS = Code(
    "CLM407",
    "mixed-alphabets",
    Severity.WARNING,
    Wording("the name `{name}` mixes alphabets: {characters}", "名字 `{name}` 混用了不同字母表：{characters}"),
    Wording("write the name anew with the letters of one alphabet", "用同一种字母重新输入这个名字"),
    Wording(
        "a letter of another alphabet comes with copied text; the name cannot be found or typed again",
        "别的字母表的字母多半是复制文字时带进来的，之后既搜不到也打不出来",
    ),
    Example("segment v\u0456p = count(orders) > 5\n" + _campaign("v\u0456p")),
    Example("segment vip = count(orders) > 5\n" + _campaign("vip")),
)
INVISIBLE_CHARACTER = Code(
    "CLM408",
    "invisible-character",
    Severity.WARNING,
    Wording("there is an invisible character here, {character}", "这里有看不见的字符 {character}"),
    Wording("remove it: it {effect}", "请删去：{effect}"),
    Wording(
        "text that reads one way and means another ends up in front of customers",
        "看起来是一个意思、实际是另一个意思的文字，最后会到客户面前",
    ),
    Example(_campaign(send='email "Ne\u200bws"')),
    Example(_campaign()),
)
NAME_LIKE_CONDITION = Code(
    "CLM460",
    "name-like-condition",
    Severity.NOTE,
    Wording("the name `{name}` reads like the condition `{apart}`", "名字 `{name}` 读起来像条件 `{apart}`"),
    Wording("choose another name, or define it as `{apart}`", "换一个名字，或把它定义为 `{apart}`"),
    Wording(
        "without a space it is a name of its own, and who reads the playbook aloud hears a condition",
        "连写时它是一个单独的名字，读的人却会当成条件",
    ),
    Example(
        "人群 大客 = 等级 = 金\n人群 非大客 = 积分 = 0\n"
        + "活动 甲 { 面向 大客 且 非大客；目标：订单 在 14天 内；于 2026-11-10；发送 邮件 “新品” }\n"
    ),
    Example(
        "人群 大客 = 等级 = 金\n人群 非大客 = 非 大客\n"
        + "活动 甲 { 面向 大客 或 非大客；目标：订单 在 14天 内；于 2026-11-10；发送 邮件 “新品” }\n"
    ),
)
MIXED_LANGUAGES = Code(
    "CLM409",
    "mixed-languages",
    Severity.NOTE,
    Wording(
        "`{word}` is {language}, while most words of this file are not", "`{word}` 是{language}，而本文件多数词不是"
    ),
    Wording(
        "write `{twin}`; `clmplan fmt --language {locale}` does so throughout",
        "请写 `{twin}`；`clmplan fmt --language {locale}` 可统一全文",
    ),
    Wording(
        "both languages mean the same, but a file in one of them is easier to read and to search",
        "两种语言意思相同，但一个文件只用一种更好读、更好搜索",
    ),
    Example(_campaign().replace("holdout", "留出")),
    Example(_campaign()),
)

ENGLISH = Wording("English", "英文")
CHINESE = Wording("Chinese", "中文")
REORDERS = Wording("changes the order in which the text is shown", "它会改变文字显示的先后")
SEPARATES = Wording("makes words differ that look the same", "它让看起来一样的词变得不同")
