"""What exports of customers have columns for, in Chinese and English."""

from __future__ import annotations

from clmplan.data.mapping.ideas.idea import Idea, Part, Side
from clmplan.model.project import FieldType

_TEXT, _ONE_OF, _NUMBER = FieldType.TEXT, FieldType.ONE_OF, FieldType.NUMBER
_MONEY, _DATE, _YES_NO, _PHONE = FieldType.MONEY, FieldType.DATE, FieldType.YES_NO, FieldType.PHONE


def _idea(
    en: str,
    zh: str,
    type: FieldType,
    words: str,
    *,
    part: Part = Part.NONE,
    side: Side = Side.ANY,
    is_yearly: bool = False,
    channel: str = "",
) -> Idea:
    return Idea(en, zh, type, tuple(words.split("|")), side, part, is_yearly, channel)


def _consent(channel: str, zh: str, names: str, more: str = "") -> Idea:
    """Permission for one channel: every way of asking for it, with every name of the channel."""
    asked: tuple[str, ...] = (
        "允许{}",
        "是否允许{}",
        "同意{}",
        "是否同意{}",
        "接收{}",
        "是否接收{}",
        "同意接收{}",
        "是否同意接收{}",
    )
    asked += ("接受{}", "是否接受{}", "允许接收{}", "订阅{}", "是否订阅{}", "可发{}", "{}许可", "{}授权", "{}订阅")
    asked += ("{}同意", "是否{}订阅", "{}营销许可", "接受{}营销", "同意{}营销", "是否接受{}营销")
    asked += ("{}ok", "{}optin", "optin{}", "{}consent", "consent{}", "accepts{}", "accepts{}marketing", "allow{}")
    asked += ("can{}", "{}subscribed", "{}marketing", "{}permission", "{}allowed", "{}marketingconsent", "receive{}")
    asked += ("{}marketingstatus", "{}subscription", "is{}optin", "is{}subscribed", "subscribe{}", "subscribedto{}")
    words = [ask.format(name) for name in names.split("|") for ask in asked]
    every = (*words, *(more.split("|") if more else ()))
    return Idea(f"{channel}_ok", f"允许{zh}", _YES_NO, every, Side.CUSTOMERS, Part.CONSENT, channel=channel)


KEYS = (
    _idea(
        "customer",
        "客户",
        _TEXT,
        "客户编号|客户id|客户号|客户代码|客户编码|会员编号|会员号|会员id|会员编码|会员卡号|会员卡|用户id|用户编号|用户号"
        "|顾客编号|顾客id|顾客号|买家id|买家编号|粉丝id|卡号|客户|会员|用户|顾客|会员账号|用户账号|客户账号|买家账号"
        "|买家会员名|客户主键|customerid|customerno|customernumber|customercode|customerkey|custid|custno|customer"
        "|userid|uid|userno|user|memberid|memberno|membernumber|membercode|membershipid|membershipnumber|member"
        "|loyaltyid|clientid|clientno|client|contactid|personid|profileid|accountid|buyerid|buyer|shopperid"
        "|subscriberid|subscriberkey|externalid",
        part=Part.KEY,
    ),
    _idea("union_id", "unionid", _TEXT, "unionid|微信unionid|wechatunionid", part=Part.KEY),
    _idea("open_id", "openid", _TEXT, "openid|微信openid|公众号openid|小程序openid|wechatopenid", part=Part.KEY),
    _idea(
        "mobile",
        "手机号",
        _PHONE,
        "手机号|手机号码|手机|绑定手机|绑定手机号|注册手机号|移动电话|联系电话|联系手机|联系方式|电话|电话号码|收货人手机"
        "|收货人手机号|收件人手机|收件人电话|收货人电话|收货电话|联系人手机|联系人电话|mobile|mobilephone|mobileno"
        "|mobilenumber|cellphone|cell|cellphonenumber|phone|phonenumber|phoneno|tel|telephone|telephonenumber|msisdn"
        "|contactnumber|contactphone|smsnumber",
        part=Part.KEY,
    ),
    _idea(
        "email",
        "邮箱",
        _TEXT,
        "邮箱|电子邮箱|邮箱地址|电子邮件|电子邮件地址|邮件地址|邮件|email|emailaddress|mail|mailaddress|useremail|contactemail",
        part=Part.KEY,
    ),
)

CONSENTS = (
    _consent("sms", "短信", "短信|营销短信|短信推送|短信通知|sms|text|textmessage|textmessages|mobile"),
    _consent("email", "邮件", "邮件|营销邮件|邮箱|电子邮件|email|emails|mail|newsletter|edm"),
    _consent("phone", "电话", "电话|致电|外呼|电话回访|电话营销|phone|call|calls|telephone|voice"),
    _consent("wechat", "微信", "微信|微信消息|公众号|企业微信|企微|服务号|模板消息|wechat|weixin|wecom|whatsapp"),
    _consent(
        "push", "推送", "推送|消息推送|app推送|应用推送|push|pushnotification|pushnotifications|apppush|notification"
    ),
    _consent("post", "信件", "信件|邮寄|直邮|寄送目录|post|directmail|postal|catalogue|catalog"),
    _consent(
        "marketing",
        "营销",
        "营销|营销信息|营销消息|推广|广告|marketing|ads|promotions|offers",
        "同意营销|acceptsmarketing|buyeracceptsmarketing|optin|optedin|subscribed|issubscribed|consent|marketingok|gdprconsent",
    ),
)

PERSON = (
    _idea("name", "姓名", _TEXT, "姓名|客户姓名|真实姓名|会员姓名|名字|称呼|fullname|customername|contactname|name"),
    _idea("first_name", "名", _TEXT, "firstname|givenname|forename"),
    _idea("last_name", "姓", _TEXT, "lastname|surname|familyname|姓氏"),
    _idea(
        "nickname",
        "昵称",
        _TEXT,
        "昵称|微信昵称|会员昵称|用户昵称|买家昵称|粉丝昵称|nickname|displayname|username|用户名",
    ),
    _idea("gender", "性别", _ONE_OF, "性别|gender|sex"),
    _idea(
        "birthday",
        "生日",
        _DATE,
        "生日|出生日期|出生年月日|出生年月|生辰|birthday|birthdate|dateofbirth|dob|born",
        is_yearly=True,
    ),
    _idea("age", "年龄", _NUMBER, "年龄|age"),
    _idea(
        "id_number", "证件号", _TEXT, "证件号|证件号码|身份证|身份证号|身份证号码|idnumber|idcard|passportno|nationalid"
    ),
    _idea("country", "国家", _TEXT, "国家|国家地区|country|countrycode|countryregion|nation"),
    _idea("province", "省份", _TEXT, "省份|省|所在省份|省市|province|provincecode|state|stateprovince|region|county"),
    _idea("city", "城市", _TEXT, "城市|市|所在城市|所在地|常住城市|地区|所在地区|city|town|towncity"),
    _idea("district", "区县", _TEXT, "区县|区|县|所在区|district|borough|suburb"),
    _idea(
        "address", "地址", _TEXT, "地址|详细地址|收货地址|联系地址|address|address1|addressline1|street|streetaddress"
    ),
    _idea("postcode", "邮编", _TEXT, "邮编|邮政编码|postcode|postalcode|zip|zipcode"),
    _idea("company", "公司", _TEXT, "公司|公司名称|单位|企业|company|companyname|organisation|organization"),
    _idea("job", "职业", _TEXT, "职业|职位|行业|occupation|job|jobtitle|profession|industry"),
    _idea("language", "语言", _ONE_OF, "语言|language|locale|preferredlanguage"),
    _idea("zone", "时区", _TEXT, "时区|timezone|tz|zone"),
    _idea("note", "备注", _TEXT, "备注|说明|客户备注|note|notes|remark|remarks|comment|comments"),
    _idea("tags", "标签", _TEXT, "标签|客户标签|会员标签|用户标签|tags|tag|labels|segments"),
)

RELATION = (
    _idea(
        "created",
        "注册日",
        _DATE,
        "注册时间|注册日期|注册日|注册于|入会时间|入会日期|入会日|成为会员时间|成为客户时间|加入时间|加入日期|建档时间"
        "|建档日期|开卡时间|开卡日期|领卡时间|首次关注时间|关注时间|成为粉丝时间|registeredat|registered|registrationdate"
        "|registertime|registerdate|signupdate|signedup|signedupat|signuptime|joindate|joined|joinedat|membersince"
        "|customersince|optintime|created|createdat|createdon|createddate|createdate|createtime|dateadded|dateadd"
        "|datecreated|创建时间|创建日期|firstseen|accountcreated|accountcreatedat",
        side=Side.CUSTOMERS,
        part=Part.DAY,
    ),
    _idea(
        "tier",
        "等级",
        _ONE_OF,
        "等级|会员等级|客户等级|用户等级|会员级别|级别|会员卡等级|卡等级|会员卡类型|卡类型|vip等级|tier|level|memberlevel"
        "|membershiplevel|membershiptier|loyaltytier|grade|rank|viplevel|customergroup|customertier",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "expires",
        "到期日",
        _DATE,
        "到期日|到期时间|会员到期时间|会员到期日|有效期至|有效期|expires|expiresat|expirydate|expiry",
    ),
    _idea("points", "积分", _NUMBER, "积分|当前积分|可用积分|剩余积分|积分余额|points|pointsbalance|loyaltypoints"),
    _idea("growth", "成长值", _NUMBER, "成长值|经验值|growth|growthvalue|experience"),
    _idea("balance", "余额", _MONEY, "余额|账户余额|储值余额|储值|balance|accountbalance|storecredit|creditbalance"),
    _idea(
        "source",
        "来源",
        _ONE_OF,
        "来源|客户来源|会员来源|用户来源|获客渠道|注册渠道|注册来源|来源渠道|source|leadsource|signupsource|acquisitionchannel",
    ),
    _idea(
        "store",
        "门店",
        _TEXT,
        "门店|归属门店|所属门店|门店名称|所属店铺|店铺|店铺名称|专属门店|store|storename|homestore|shop|branch|outlet|location",
    ),
    _idea(
        "owner",
        "导购",
        _TEXT,
        "导购|专属导购|归属导购|所属导购|客户经理|负责人|owner|salesperson|accountmanager|assignedto",
    ),
    _idea(
        "status",
        "状态",
        _ONE_OF,
        "状态|会员状态|客户状态|账号状态|status|customerstatus|accountstatus|memberstatus|state1",
    ),
    _idea(
        "last_order_date",
        "最近消费日",
        _DATE,
        "最近一次消费时间|最近消费时间|最近消费日期|最近消费日|最后消费时间|最后一次消费时间|上次消费时间|末次消费时间"
        "|最近一次购买时间|最近购买时间|最近下单时间|最近一次下单时间|最后下单时间|最后交易时间|最近交易时间|上次购买时间"
        "|lastorderdate|lastorder|lastorderat|lastpurchase|lastpurchasedate|lastpurchasedat|lastbought|lasttransactiondate"
        "|datelastorder|dateoflastpurchase",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "first_order_date",
        "首次消费日",
        _DATE,
        "首次消费时间|首次消费日期|首次消费日|首次购买时间|首次下单时间|首单时间|首单日期|firstorderdate|firstorder|firstorderat"
        "|firstpurchase|firstpurchasedate|dateoffirstpurchase",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "last_visit_date",
        "最近访问日",
        _DATE,
        "最近访问时间|最后访问时间|最近活跃时间|最近登录时间|最后登录时间|上次登录时间|lastvisit|lastvisitdate|lastseen|lastseenat|lastlogin|lastloginat|lastactive|lastactivity",
    ),
    _idea(
        "last_contact_date",
        "最近联系日",
        _DATE,
        "最近联系时间|最近跟进时间|最后联系时间|lastcontact|lastcontacted|lastcontactdate|lastcontactedat|lastemailsent",
    ),
    _idea(
        "order_count",
        "消费次数",
        _NUMBER,
        "消费次数|累计消费次数|购买次数|累计购买次数|累计购次|购次|下单次数|交易笔数|交易次数|订单数|累计订单数|成交次数|orders"
        "|ordercount|orderscount|totalorders|numberoforders|noorders|purchases|purchasecount|purchasescount|frequency",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "total_spent",
        "累计消费",
        _MONEY,
        "累计消费金额|累计消费|总消费金额|消费总额|消费总金额|累计购买金额|累计交易金额|累计成交金额|交易总额|历史消费金额"
        "|消费金额|totalspent|totalspend|lifetimevalue|lifetimespend|ltv|totalrevenue|totalsales|spent|spend|amountspent"
        "|totalamountspent|moneyspent",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "average_order",
        "客单价",
        _MONEY,
        "客单价|平均客单价|笔单价|次均消费|averageorder|averageordervalue|avgordervalue|aov",
        side=Side.CUSTOMERS,
    ),
    _idea(
        "blocked",
        "黑名单",
        _YES_NO,
        "黑名单|是否黑名单|拉黑|blocked|isblocked|blacklisted|suppressed|donotcontact|dnc",
        side=Side.CUSTOMERS,
    ),
)
