" Generated from the word table. Do not edit: run
" UPDATE_GOLDEN=1 python -m pytest tests/unit/language/test_editors.py
" to write it anew. A word of the language that serves as a name may be coloured as a word.
if exists('b:current_syntax')
  finish
endif
syntax case match
syntax iskeyword @,48-57,_,192-255
syntax match clmplanName '\d\@!\k\+'
syntax match clmplanDeclaration '\%(experiment\|lifecycle\|campaign\|playbook\|channel\|segment\|budget\|import\|metric\|policy\|offer\|prove\|stage\|test\|wave\|生命周期\|生命週期\|人群\|优惠\|優惠\|剧本\|劇本\|实验\|實驗\|導入\|引入\|指标\|指標\|波次\|活动\|活動\|测试\|渠道\|測試\|規則\|规则\|證明\|证明\|阶段\|階段\|預算\|预算\)\k\@!'
syntax match clmplanFiller '\%(日起\|內\|内\|时\|時\|起\)\k\@!'
syntax match clmplanFunction '\%(churn_risk\|next_order\|distinct\|quintile\|RFM分群\|alive\|count\|下次下单\|客户价值\|流失风险\|avg\|clv\|max\|min\|rfm\|sum\|五分位\|去重数\|存活率\|平均\|最大\|最小\|次数\|求和\)\ze[(（]'
syntax match clmplanJoint '\%(customers\|exclusive\|otherwise\|programme\|complete\|contacts\|customer\|entering\|priority\|snapshot\|contact\|expires\|implies\|leaving\|refused\|without\|before\|bottom\|during\|others\|within\|每次发送之前\|每次發送之前\|after\|again\|apart\|defer\|every\|month\|takes\|tasks\|times\|until\|where\|每个工作日\|每個工作日\|法定節假日\|法定节假日\|each\|live\|next\|once\|over\|skip\|task\|week\|when\|with\|不相交于\|不相交於\|先到先得\|其他客戶\|其他客户\|农历周年\|客戶時間\|客户时间\|开始以来\|每天之前\|每步之前\|每隔一周\|每隔一週\|沒有優惠\|没有优惠\|農曆週年\|达成目标\|遇休就近\|遇休提前\|遇休順延\|遇休顺延\|達成目標\|開始以來\|項目時間\|預期價值\|项目时间\|预期价值\|day\|key\|off\|per\|top\|use\|不触达\|不觸達\|优先级\|核銷時\|核销时\|每个月\|每個月\|每星期\|自然周\|自然月\|自然週\|項任務\|项任务\|at\|by\|to\|一次\|之前\|之后\|之後\|互斥\|全程\|其中\|其余\|其餘\|再次\|准点\|到期\|发放\|后的\|周年\|完整\|实时\|客戶\|客户\|密鑰\|密钥\|實時\|快照\|投入\|拒絕\|拒绝\|推迟\|推遲\|改用\|最低\|最近\|最高\|期間\|期间\|每周\|每天\|每年\|每日\|每月\|每次\|每週\|準點\|發放\|直到\|离开\|耗时\|耗時\|至多\|蕴含\|蘊含\|触达\|觸達\|跳过\|跳過\|进入\|连续\|連續\|週年\|進入\|錯峰\|错峰\|間隔\|间隔\|附带\|附帶\|隔周\|隔週\|離開\|順延\|顺延\|人\|减\|到\|前\|后\|周\|在\|天\|当\|後\|按\|无\|日\|月\|次\|每\|满\|無\|由\|當\|至\|週\)\k\@!'
syntax match clmplanOperator '\%(between\|missing\|first\|last\|大于等于\|大於等於\|小于等于\|小於等於\|and\|not\|不低于\|不低於\|不属于\|不屬於\|不等于\|不等於\|不超过\|不超過\|是否为\|in\|is\|or\|上次\|不为\|不為\|並且\|介于\|介於\|低于\|低於\|大于\|大於\|小于\|小於\|属于\|屬於\|并且\|或者\|等于\|等於\|缺失\|超过\|超過\|距离\|距離\|首次\|且\|为\|和\|或\|為\|距\|非\)\k\@!'
syntax match clmplanStatement '\%(arbitrate\|blackout\|holdout\|prepare\|variant\|assume\|except\|exempt\|expect\|repeat\|allow\|given\|never\|split\|else\|exit\|from\|rest\|send\|stop\|wait\|for\|对照组\|對照組\|if\|on\|仲裁\|休息\|假定\|假設\|假设\|停止\|允許\|允许\|准备\|发送\|变体\|否则\|否則\|如果\|拆分\|排除\|最多\|期望\|準備\|留出\|發送\|禁止\|等待\|至少\|變體\|豁免\|退出\|重复\|重複\|静默\|靜默\|面向\|于\|从\|從\|於\)\k\@!'
syntax match clmplanTruth '\%(yes\|no\|否\|是\)\k\@!'
syntax match clmplanValue '\%(acquisition\|activation\|wednesdays\|retention\|saturdays\|thursdays\|wednesday\|everyone\|saturday\|thursday\|tuesdays\|workdays\|fridays\|loyalty\|minutes\|mondays\|reserve\|sundays\|tuesday\|winback\|workday\|fourth\|friday\|minute\|monday\|second\|sunday\|二月二十八日\|feb28\|fifth\|final\|hours\|owned\|third\|hour\|mar1\|paid\|三月一日\|全部客戶\|全部客户\|最后一个\|最後一個\|工作日\|所有人\|星期一\|星期三\|星期二\|星期五\|星期六\|星期四\|星期日\|第一个\|第一個\|第三个\|第三個\|第二个\|第二個\|第五个\|第五個\|第四个\|第四個\|付費\|付费\|促活\|分鐘\|分钟\|召回\|周一\|周三\|周二\|周五\|周六\|周四\|周天\|周日\|小时\|小時\|忠誠\|忠诚\|拉新\|最后\|最後\|激活\|留存\|自有\|週一\|週三\|週二\|週五\|週六\|週四\|週日\|預留\|预留\|首个\|首個\|h\)\k\@!'
syntax match clmplanJoint '\%(lunar[ \t]\+anniversary[ \t]\+of\|or[ \t]\+previous[ \t]\+workday\|or[ \t]\+nearest[ \t]\+workday\|statutory[ \t]\+holidays\|every[ \t]\+working[ \t]\+day\|before[ \t]\+each[ \t]\+send\|before[ \t]\+each[ \t]\+step\|before[ \t]\+each[ \t]\+day\|or[ \t]\+next[ \t]\+workday\|anniversary[ \t]\+of\|calendar[ \t]\+month\|expected[ \t]\+value\|of[ \t]\+every[ \t]\+month\|calendar[ \t]\+week\|customer[ \t]\+time\|disjoint[ \t]\+from\|every[ \t]\+workday\|of[ \t]\+each[ \t]\+month\|when[ \t]\+redeemed\|every[ \t]\+second\|goal[ \t]\+reached\|project[ \t]\+time\|every[ \t]\+month\|every[ \t]\+other\|first[ \t]\+match\|since[ \t]\+start\|spread[ \t]\+over\|within[ \t]\+last\|each[ \t]\+month\|every[ \t]\+time\|every[ \t]\+week\|every[ \t]\+year\|no[ \t]\+contact\|every[ \t]\+day\|is[ \t]\+given\|no[ \t]\+offer\|up[ \t]\+to\|每[ \t]\+工作日\)\k\@!'
syntax match clmplanOperator '\%(days[ \t]\+since\|days[ \t]\+until\|is[ \t]\+not\|not[ \t]\+in\)\k\@!'
syntax match clmplanStatement '\%(at[ \t]\+least\|at[ \t]\+most\|on[ \t]\+the\)\k\@!'
syntax match clmplanKey '\%(if[ \t]\+capped\|if[ \t]\+missed\|leap[ \t]\+day\|\d\@!\k\+\)\ze[ \t]*[:：]'
syntax match clmplanComparison '\v[=<>!≤≥≠＝＜＞！]+'
syntax match clmplanNumber '\v[0-9０-９][0-9_０-９＿]*%([\.。．][0-9０-９]+)?万?'
syntax match clmplanDuration '\v[0-9０-９][0-9_０-９＿]*[ 　]?%(个?工作日|个?月|[天日周年]|个%(星期|工作日)|%(workdays?|days?|weeks?|months?|years?|mo|d|w|y)\k@!)'
syntax match clmplanMonth '\v[0-9０-９]{1,2}月\k@!'
syntax match clmplanPercent '\v[0-9０-９]+%([\.。．][0-9０-９]+)?[ 　]?[%％]'
syntax match clmplanMoney '\v[¥£$€￥￡＄][ 　]?%([0-9０-９]{1,3}%([,、，][0-9０-９]{3})+%([\.。．][0-9０-９]+)?|[0-9０-９][0-9_０-９＿]*%([\.。．][0-9０-９]+)?万?)|%([0-9０-９]{1,3}%([,、，][0-9０-９]{3})+%([\.。．][0-9０-９]+)?|[0-9０-９][0-9_０-９＿]*%([\.。．][0-9０-９]+)?万?)[ 　]?%(元|%(CNY|GBP|USD|EUR|HKD|JPY)\k@!)'
syntax match clmplanDiscount '\v[0-9０-９]+%([\.。．][0-9０-９]+)?折|满[0-9０-９]+%([\.。．][0-9０-９]+)?减[0-9０-９]+%([\.。．][0-9０-９]+)?'
syntax match clmplanTime '\v[0-9０-９]{1,2}[:：][0-9０-９]{2}[0-9０-９][@＠][!！]'
syntax match clmplanOtherDate '\v%([0-9０-９]{4}[/／][0-9０-９]{1,2}[/／][0-9０-９]{1,2}|[0-9０-９]{4}[\.。．][0-9０-９]{1,2}[\.。．][0-9０-９]{1,2}|[0-9０-９]{1,2}[/／][0-9０-９]{1,2}[/／][0-9０-９]{4}|[0-9０-９]{1,2}[\.。．][0-9０-９]{1,2}[\.。．][0-9０-９]{4})[0-9０-９][@＠][!！]'
syntax match clmplanDate '\v[0-9０-９]{4}[-－][0-9０-９]{1,2}[-－][0-9０-９]{1,2}[0-9０-９][@＠][!！]|[0-9０-９]{4}年[0-9０-９]{1,2}月[0-9０-９]{1,2}日'
syntax match clmplanRange '\v[\.。．][\.。．]'
syntax match clmplanBacktick '\v[`｀][^`\n｀]+[`｀]'
syntax match clmplanUnclosed '\v["＂][^\n]*|“[^“\n]*|「[^「\n]*'
syntax match clmplanString '\v["＂][^"\n＂]*["＂]|“[^“”\n]*”|「[^「」\n]*」'
syntax match clmplanComment '\v%([#＃]|[/／][/／])[^\n]*'
highlight default link clmplanDeclaration Structure
highlight default link clmplanStatement Statement
highlight default link clmplanJoint Keyword
highlight default link clmplanOperator Operator
highlight default link clmplanTruth Boolean
highlight default link clmplanValue Constant
highlight default link clmplanFunction Function
highlight default link clmplanFiller Keyword
highlight default link clmplanNumber Number
highlight default link clmplanDuration Number
highlight default link clmplanMonth Number
highlight default link clmplanPercent Number
highlight default link clmplanMoney Number
highlight default link clmplanDiscount Number
highlight default link clmplanTime Number
highlight default link clmplanOtherDate Number
highlight default link clmplanDate Number
highlight default link clmplanRange Operator
highlight default link clmplanBacktick Identifier
highlight default link clmplanUnclosed String
highlight default link clmplanString String
highlight default link clmplanComment Comment
highlight default link clmplanKey Type
highlight default link clmplanComparison Operator
let b:current_syntax = 'clmplan'
