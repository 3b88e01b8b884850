"""What exports of orders, visits and messages sent have columns for, in Chinese and English."""

from __future__ import annotations

from clmplan.data.mapping.ideas.idea import Idea, Part, Side
from clmplan.model.project import FieldType

_TEXT, _ONE_OF, _NUMBER = FieldType.TEXT, FieldType.ONE_OF, FieldType.NUMBER
_MONEY, _DATE, _YES_NO = FieldType.MONEY, FieldType.DATE, FieldType.YES_NO


def _event(en: str, zh: str, type: FieldType, words: str, part: Part = Part.NONE, side: Side = Side.EVENTS) -> Idea:
    return Idea(en, zh, type, tuple(words.split("|")), side, part)


# The day of an event: payment counts before the order, the order before any other day.
DAYS = (
    _event(
        "paid_date",
        "付款日",
        _DATE,
        "付款时间|付款日期|付款日|支付时间|支付日期|支付完成时间|买家付款时间|订单付款时间|paidat|paiddate|paid|paymentdate|paymenttime|paytime|paidon",
        Part.DAY,
    ),
    _event(
        "order_date",
        "下单日",
        _DATE,
        "下单时间|下单日期|下单日|订单时间|订单日期|订单创建时间|订单提交时间|拍下时间|购买时间|购买日期|消费时间|消费日期"
        "|交易时间|交易日期|成交时间|成交日期|销售日期|开单时间|开单日期|orderdate|ordertime|orderedat|ordered|orderedon|dateordered"
        "|ordercreated|ordercreatedat|orderdatetime|purchasedate|purchasedat|purchasetime|transactiondate|transactiontime"
        "|saledate|salesdate|invoicedate|invoicetime|datetimeoforder",
        Part.DAY,
    ),
    _event(
        "date",
        "日期",
        _DATE,
        "日期|时间|发生时间|发生日期|事件时间|事件日期|访问时间|访问日期|到店时间|浏览时间|date|time|datetime|day|eventdate"
        "|eventtime|occurredat|timestamp|visitdate|visittime|visitedat|happenedat|created|createdat|createdon|createddate"
        "|createtime|datecreated|创建时间|创建日期",
        Part.DAY,
    ),
    _event(
        "finished_date",
        "完成日",
        _DATE,
        "完成时间|交易完成时间|订单完成时间|交易成功时间|确认收货时间|签收时间|completedat|completeddate|finishedat|deliveredat|deliverydate",
    ),
    _event(
        "shipped_date",
        "发货日",
        _DATE,
        "发货时间|发货日期|出库时间|shippedat|shippeddate|fulfilledat|fulfilleddate|dispatchdate|shipdate",
    ),
    _event(
        "refund_date",
        "退款日",
        _DATE,
        "退款时间|退款日期|退款完成时间|退货时间|refunddate|refundedat|returndate|returnedat",
    ),
    _event(
        "cancelled_date",
        "取消日",
        _DATE,
        "取消时间|关闭时间|订单关闭时间|cancelledat|canceledat|cancelleddate|cancelleddate",
    ),
)

ORDERS = (
    _event(
        "order_id",
        "订单号",
        _TEXT,
        "订单号|订单编号|订单id|主订单编号|主订单号|父订单编号|交易号|交易编号|交易单号|流水号|小票号|单号|单据号|单据编号"
        "|销售单号|外部订单号|orderid|orderno|ordernumber|ordername|invoice|invoiceno|invoicenumber|invoiceid|receipt|receiptno"
        "|receiptnumber|transactionid|transactionno|salesid|salesorder|checkoutid|basketid|ticket",
    ),
    _event(
        "line_id", "子订单号", _TEXT, "子订单号|子订单编号|订单明细编号|明细id|lineid|lineitemid|orderlineid|itemid"
    ),
    _event(
        "amount",
        "金额",
        _MONEY,
        "实付金额|实付款|买家实付|买家实付金额|买家实际支付金额|实际支付金额|实际付款金额|实收金额|实付|支付金额|付款金额|订单实付金额"
        "|订单实付|实际金额|成交金额|订单金额|订单总额|订单总金额|订单总价|交易金额|应付金额|消费额|销售额|金额|总额|总价|合计"
        "|amountpaid|paidamount|totalpaid|nettotal|netamount|amount|orderamount|ordertotal|ordervalue|totalamount|grandtotal"
        "|total|totalprice|value|revenue|sales|salesamount|transactionamount|sum|gross|grossamount",
        side=Side.ANY,
    ),
    _event(
        "subtotal",
        "小计",
        _MONEY,
        "小计|商品金额|商品总额|商品总价|商品合计|原价合计|subtotal|itemstotal|merchandisetotal|goodsamount",
    ),
    _event(
        "discount",
        "优惠金额",
        _MONEY,
        "优惠金额|优惠|优惠总额|折扣金额|优惠券金额|活动优惠|店铺优惠|减免金额|discount|discountamount|totaldiscount|discounttotal",
    ),
    _event(
        "shipping",
        "运费",
        _MONEY,
        "运费|邮费|快递费|配送费|shipping|shippingfee|shippingcost|freight|postage|deliveryfee|shippingamount",
    ),
    _event("tax", "税额", _MONEY, "税额|税费|税金|tax|taxes|taxamount|vat|totaltax"),
    _event("cost", "成本", _MONEY, "成本|成本价|商品成本|cost|cogs|unitcost|costprice"),
    _event(
        "refund_amount",
        "退款金额",
        _MONEY,
        "退款金额|退款|已退款金额|退款总额|退货金额|refundamount|refund|refunded|refundedamount|totalrefunded|refundtotal",
    ),
    _event(
        "unit_price",
        "单价",
        _MONEY,
        "单价|商品单价|商品价格|价格|售价|unitprice|price|itemprice|lineitemprice|pricepaid",
    ),
    _event(
        "quantity",
        "数量",
        _NUMBER,
        "数量|商品数量|购买数量|件数|商品件数|商品总件数|购买件数|quantity|qty|lineitemquantity|items|units|itemcount|itemquantity|pieces",
    ),
    _event(
        "sku",
        "商品编码",
        _TEXT,
        "商品编码|商品编号|商品id|货号|规格编码|sku编码|商家编码|条码|sku|skuid|stockcode|productid|productcode|itemcode|lineitemsku|barcode|ean|upc",
    ),
    _event(
        "product",
        "商品",
        _TEXT,
        "商品|商品名称|商品名|商品标题|宝贝标题|产品|产品名称|品名|product|productname|item|itemname|title|producttitle|lineitemname|description",
    ),
    _event(
        "variant", "规格", _TEXT, "规格|商品规格|商品属性|颜色|尺码|规格名称|variant|varianttitle|size|colour|color"
    ),
    _event(
        "category",
        "品类",
        _TEXT,
        "品类|类目|商品类目|商品分类|分类|一级类目|category|productcategory|producttype|department|collection",
    ),
    _event("brand", "品牌", _TEXT, "品牌|品牌名称|brand|vendor|manufacturer|lineitemvendor"),
    _event(
        "order_status",
        "订单状态",
        _ONE_OF,
        "订单状态|交易状态|订单当前状态|orderstatus|financialstatus|paymentstatus|fulfillmentstatus|fulfilmentstatus",
    ),
    _event(
        "payment_method",
        "支付方式",
        _ONE_OF,
        "支付方式|付款方式|支付类型|支付渠道|paymentmethod|paymenttype|paidby|payment|gateway",
    ),
    _event(
        "order_source",
        "订单来源",
        _ONE_OF,
        "订单来源|下单渠道|订单渠道|下单终端|销售渠道|订单类型|ordersource|orderchannel|saleschannel|ordertype|device",
    ),
    _event(
        "coupon",
        "优惠券",
        _TEXT,
        "优惠券|优惠券名称|优惠码|优惠券码|券码|coupon|couponcode|discountcode|vouchercode|voucher|promocode",
    ),
    _event("currency", "币种", _ONE_OF, "币种|货币|currency|currencycode"),
    _event(
        "returned",
        "是否退货",
        _YES_NO,
        "是否退货|是否退款|isreturn|isreturned|isrefunded|returned|iscancelled|cancelled",
    ),
    _event(
        "kind",
        "行为",
        _ONE_OF,
        "行为|行为类型|事件|事件类型|事件名称|事件名|event|eventtype|eventname|action|activity|activitytype",
    ),
    _event("page", "页面", _TEXT, "页面|页面地址|访问页面|网址|page|pageurl|url|landingpage"),
    _event("duration", "时长", _NUMBER, "时长|停留时长|浏览时长|duration|sessionduration|seconds|minutes"),
)

CONTACTS = (
    _event(
        "date",
        "发送日",
        _DATE,
        "发送时间|发送日期|发送日|触达时间|触达日期|推送时间|群发时间|sentat|sentdate|sent|sendtime|senddate|senttime|datesent|contactdate|contactedat",
        Part.DAY,
        Side.CONTACTS,
    ),
    _event(
        "channel",
        "渠道",
        _ONE_OF,
        "渠道|发送渠道|触达渠道|触达方式|推送渠道|发送方式|消息类型|channel|channelname|contactchannel|sendchannel|medium|messagechannel",
        Part.CHANNEL,
        Side.ANY,
    ),
    _event(
        "campaign",
        "活动",
        _TEXT,
        "活动|活动名称|营销活动|计划名称|任务名称|campaign|campaignname|campaignid|campaigntitle",
        side=Side.ANY,
    ),
    _event(
        "template",
        "模板",
        _TEXT,
        "模板|模板id|模板名称|模板编号|template|templateid|templatename|creative",
        side=Side.CONTACTS,
    ),
    _event(
        "content",
        "内容",
        _TEXT,
        "内容|短信内容|消息内容|发送内容|文案|主题|邮件主题|content|message|text|body|subject|subjectline",
        side=Side.CONTACTS,
    ),
    _event(
        "send_status",
        "发送状态",
        _ONE_OF,
        "发送状态|发送结果|送达状态|回执状态|sendstatus|deliverystatus|sendresult|result",
        side=Side.CONTACTS,
    ),
    _event("delivered", "是否送达", _YES_NO, "是否送达|送达|是否成功|delivered|isdelivered", side=Side.CONTACTS),
    _event("opened", "是否打开", _YES_NO, "是否打开|打开|是否阅读|已读|opened|isopened|read|open", side=Side.CONTACTS),
    _event("clicked", "是否点击", _YES_NO, "是否点击|点击|clicked|isclicked|click", side=Side.CONTACTS),
    _event(
        "unsubscribed",
        "是否退订",
        _YES_NO,
        "是否退订|退订|unsubscribed|isunsubscribed|optedout|unsubscribe|optout",
        side=Side.ANY,
    ),
    _event(
        "unsubscribed_date",
        "退订日",
        _DATE,
        "退订时间|退订日期|unsubscribedat|unsubscribedate|optoutdate|optouttime|suppressedat|suppresseddate",
        side=Side.ANY,
    ),
    _event("reason", "原因", _ONE_OF, "原因|退订原因|退款原因|取消原因|reason|reasoncode|cancelreason", side=Side.ANY),
)
