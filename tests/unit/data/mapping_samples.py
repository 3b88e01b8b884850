"""Headers and rows as shop systems export them, made up for the tests."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import StringIO

from clmplan.base.diagnostics import Checked
from clmplan.data.mapping.evidence import Home
from clmplan.data.mapping.profile import ColumnProfile, profile
from clmplan.data.mapping.proposal import TableProposal
from clmplan.data.mapping.propose import Wish, propose
from clmplan.model.project import FieldSpec, SourceOptions

CHINA = Home("CNY", "Asia/Shanghai")
BRITAIN = Home("GBP", "Europe/London")

YOUZAN_CUSTOMERS = """手机号,昵称,性别,生日,会员等级,成为客户时间,最近一次消费时间,购次,累计消费金额（元）,\
客单价（元）,积分,是否接收短信,客户标签
13800138000,小雨,女,1990-05-06,金卡,2025-01-02 10:00:00,2026-10-01 12:01:00,3,1234.50,411.50,120,是,"新客,高价值"
13900139000,阿强,男,,银卡,2025-02-03 10:00:00,2026-09-01 09:00:00,1,99.00,99.00,9,否,
13700137000,李,女,1985-12-01,金卡,2025-03-04 10:00:00,,0,0.00,0.00,0,是,
13600136000,王,男,1988-02-29,银卡,2025-04-05 10:00:00,2026-07-01 20:00:00,2,5.00,2.50,0,是,
"""
YOUZAN_ORDERS = """订单号,订单状态,买家手机号,下单时间,付款时间,商品名称,商品数量,订单实付金额（元）,运费,\
优惠金额,退款金额
E2026001,交易完成,13800138000,2026/10/1 12:00:00,2026/10/1 12:01:00,美式咖啡豆,1,68.00,0,10.00,0
E2026002,交易完成,13800138000,2026/10/3 12:00:00,2026/10/3 12:01:00,挂耳包,2,59.00,6,0,0
E2026003,交易关闭,13900139000,2026/10/5 12:00:00,,挂耳包,1,0,6,0,59.00
E2026004,交易完成,13900139000,2026/10/7 08:00:00,2026/10/7 08:02:00,美式咖啡豆,3,204.00,0,0,0
"""
WEIMOB_MEMBERS = """会员卡号,姓名,手机号码（必填）,出生日期,入会时间,会员级别,储值余额,可用积分,所属门店,是否黑名单
8800001,张三,138 0013 8000,1990年5月6日,2025年1月2日,V1,￥100.00,20,人民广场店,否
8800002,李四,+86 13900139000,1991年6月7日,2025年2月3日,V2,￥0.00,0,徐家汇店,否
8800003,王五,13700137000,1992年7月8日,2025年3月4日,V1,￥12.30,5,人民广场店,是
8800004,赵六,13600136000,1993年8月9日,2025年4月5日,V2,￥7.00,5,人民广场店,否
"""
WEIMOB_MESSAGES = """会员卡号,发送时间,触达渠道,短信内容,发送状态
8800001,2026-10-01 10:00,短信,您好,成功
8800001,2026-10-05 10:00,微信,您好,成功
8800002,2026-10-05 10:00,短信,您好,失败
"""
SHOPIFY_CUSTOMERS = """Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address City,\
Default Address Country Code,Default Address Phone,Accepts SMS Marketing,Total Spent,Total Orders,Note,Tags
'6600000000001',Ann,Lee,ann@example.com,yes,Leeds,GB,+44 7700 900111,no,120.50,3,,vip
'6600000000002',Bob,Ray,bob@example.com,no,York,GB,+44 7700 900112,no,0.00,0,,
'6600000000003',Cat,Fox,cat@example.com,yes,Bath,GB,,yes,15.00,1,call first,
"""
SHOPIFY_ORDERS = """Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,\
Discount Code,Discount Amount,Lineitem quantity,Lineitem name,Lineitem sku,Billing City,Refunded Amount
#1001,ann@example.com,paid,2026-01-02 10:00:00,GBP,10.00,2.00,0.00,12.00,,0.00,1,Mug,M-1,Leeds,0.00
#1002,ann@example.com,paid,2026-01-05 10:00:00,GBP,30.00,2.00,0.00,32.00,WELCOME,5.00,3,Mug,M-1,Leeds,0.00
#1003,bob@example.com,refunded,2026-01-07 10:00:00,GBP,10.00,2.00,0.00,12.00,,0.00,1,Cup,M-2,York,12.00
"""
CRM_CONTACTS = """contact_id,full name,E-mail,mobile phone,date of birth,created on,tier,sms_ok,\
email opt-in,postcode,lead source
C-001,Ann Lee,ann@example.com,+44 7700 900111,1990-05-06,2024-01-05,gold,Y,N,LS1 1AA,web
C-002,Bob Ray,bob@example.com,+44 7700 900112,1985-11-02,2024-02-06,silver,N,N,YO1 7HH,web
C-003,Cat Fox,cat@example.com,,1979-03-30,2024-03-07,gold,Y,Y,BA1 1AA,fair
C-004,Dan Oak,dan@example.com,+44 7700 900114,,2024-04-08,gold,Y,Y,BA1 1AB,fair
"""
CRM_SALES = """customer,order date,invoice,amount,currency
C-001,14/02/2026,I-1,£12.50,GBP
C-001,03/03/2026,I-2,£8.00,GBP
C-002,25/03/2026,I-3,"£1,030.00",GBP
"""
SHOP_VISITS = """用户ID,访问时间,页面,停留时长
u1,1767225600,/tea,12
u1,1767312000,/cart,3
u2,1767312000,/tea,44
"""
BLOCKED = """会员号,退订时间,原因
8800001,2026-01-01,太频繁
8800002,2026-02-01,太频繁
"""


def profiles(text: str) -> tuple[ColumnProfile, ...]:
    """The profiles of a CSV text."""
    header, *rows = csv.reader(StringIO(text))
    return tuple(profile(name, [row[position] for row in rows]) for position, name in enumerate(header))


def proposed(file: str, text: str, home: Home = CHINA, wish: Wish | None = None) -> TableProposal:
    """The proposal for a CSV text."""
    checked = checked_proposal(file, text, home, wish)
    assert checked.value is not None, [one.message("en") for one in checked.diagnostics]
    return checked.value


def checked_proposal(
    file: str, text: str, home: Home = CHINA, wish: Wish | None = None
) -> Checked[TableProposal | None]:
    """The proposal for a CSV text, or what stands in its way."""
    return propose(file, profiles(text), SourceOptions(), home, wish or Wish())


def said(field: FieldSpec | None) -> str:
    """A field as a short line: its name, its column, its type and all else that was found."""
    if field is None:
        return "-"
    choices: Sequence[str] = field.choices
    listed = f" [{', '.join(choices)}]" if choices else ""
    more = [field.format, field.date_order, field.unit and f"x{field.unit}", "yearly" if field.yearly else None]
    return f"{field.name}: {field.type.value}{listed}{'?' if field.nullable else ''}" + "".join(
        f" {one}" for one in more if one
    )
