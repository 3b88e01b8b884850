"""What the help of each command and option says."""

from clmplan.base.diagnostics import Wording
from clmplan.codes.trial_words import HELP as TEST_HELP

HELP = {
    "app": Wording("Campaign planning as plain text.", "纯文本的营销活动规划。"),
    "init": Wording("Write a small project that compiles at once.", "写出一个可以立即编译的小项目。"),
    "check": Wording("Check the text of a playbook: names, types, phrases.", "检查剧本文本：名字、类型、语句。"),
    "compile": Wording(
        "Compile a playbook against its customers into a calendar, a budget and a report.",
        "把剧本与客户数据编译成日历、预算和报告。",
    ),
    "simulate": Wording("Simulate the plan and the same world without it.", "模拟计划，以及没有计划的同一个世界。"),
    "evaluate": Wording("Judge a compiled plan by what really happened.", "用真实发生的结果评价已编译的计划。"),
    "why": Wording("Say why a customer is contacted or not.", "说明一位客户为何被触达或未被触达。"),
    "audience": Wording(
        "Count who is in which stage, segment and audience on a day.", "统计某天各阶段、人群和活动受众的客户。"
    ),
    "audience_name": Wording(
        "a segment, stage or campaign to look into; default: all of them", "要细看的人群、阶段或活动；默认全部"
    ),
    "on": Wording(
        "the day looked at, instead of the project's as_of; what came later is not seen",
        "查看的日期，代替项目的 as_of；之后的数据不计",
    ),
    "since": Wording("an earlier day: who moved from which stage to which", "更早的一天：从哪个阶段移到哪个阶段"),
    "small": Wording("withhold groups smaller than this; 0 shows all", "小于此数的群体不显示；0 表示全部显示"),
    "all": Wording("list every overlapping pair", "列出所有重叠的组合"),
    "list": Wording("write the pseudonymous ids of NAME to this file", "将 NAME 的假名编号写入此文件"),
    "key": Wording(
        "file with the key of the pseudonyms, outside the project; "
        "default: CLMPLAN_ID_KEY, else clmplan/id.key among the settings of the user",
        "假名的密钥文件，须在项目之外；默认 CLMPLAN_ID_KEY，否则为用户设置目录中的 clmplan/id.key",
    ),
    "days": Wording(
        "Show the festivals, days off and workdays of a year.",
        "列出一年的节日、放假和上班安排。",
    ),
    "year": Wording("the year, such as 2026", "年份，如 2026"),
    "region": Wording(
        "region by its code, such as cn; several: once each; default: those of the project",
        "地区代码，如 cn；多个地区可重复；默认取项目的地区",
    ),
    "month": Wording("one month, every day of it", "只看某个月，逐日列出"),
    "explain": Wording("Explain a code such as CLM202.", "解释一个代码，如 CLM202。"),
    "fmt": Wording(
        "Lay out playbooks the one way they are written, or say them in the other language.",
        "整理剧本的写法，或换成另一种语言的用词。",
    ),
    "paths": Wording(
        "playbooks or project folders; - reads standard input; default: the project around here",
        "剧本或项目文件夹；- 表示标准输入；默认为当前项目",
    ),
    "fmt_check": Wording("write nothing; list the files that would change", "不写入，只列出需要整理的文件"),
    "fmt_language": Wording(
        "write the words of the language in en or zh; names, texts and comments stay",
        "把语言的词写成 en 或 zh；名字、文字和注释不变",
    ),
    "words": Wording("List the words of the language, or tell about one.", "列出语言的词，或说明其中一个。"),
    "word": Wording("a word of the language, in English or Chinese", "语言里的一个词，中英文均可"),
    "project": Wording("folder of the project, or its clmplan.yaml", "项目文件夹，或其中的 clmplan.yaml"),
    "as_of": Wording(
        "the day the plan is made; default: as_of of the project file", "制定计划的日期；默认取项目文件的 as_of"
    ),
    "out": Wording("folder for the outputs; default: `build` in the project", "输出文件夹；默认为项目下的 `build`"),
    "json": Wording("print one JSON document instead of text", "输出一个 JSON 文档而不是文字"),
    "locale": Wording("language of messages and outputs: en or zh", "消息和输出的语言：en 或 zh"),
    "format": Wording(
        "how to print findings: full, short, json, github, sarif", "诊断的格式：full、short、json、github、sarif"
    ),
    "fix": Wording("write the safe fixes of what is found", "写入诊断中安全的修复"),
    "pedantic": Wording(
        "also say what is a matter of taste: a file that mixes the two languages",
        "也指出见仁见智之处：一个文件里混用两种语言",
    ),
    "unsafe": Wording("with --fix: also the fixes that need a look", "与 --fix 同用：连同需要人来判断的修复"),
    "diff": Wording("show what would change and write nothing", "只显示会改动什么，不写入"),
    "seed": Wording("seed of the draws; default: seed of the project file", "随机种子；默认取项目文件的 seed"),
    "replications": Wording("how many times both worlds are drawn", "两个世界重复抽样的次数"),
    "outcomes": Wording("file with what really happened (CSV or Parquet)", "记录真实结果的文件（CSV 或 Parquet）"),
    "plan": Wording("the plan.json to judge; default: the one in `build`", "要评价的 plan.json；默认取 `build` 里的"),
    "until": Wording(
        "last day the outcomes cover; default: the last day in the file",
        "结果数据覆盖的最后一天；默认取文件中的最后一天",
    ),
    "customer": Wording("key of the customer", "客户的主键"),
    "code": Wording("a code or its name", "代码或其名称"),
    "folder": Wording("a new folder for the project", "项目的新文件夹"),
    "language": Wording("language of the example: en or zh", "示例的语言：en 或 zh"),
    "version": Wording("print the version", "打印版本号"),
    "timings": Wording("print the time of each pass", "打印每一步的用时"),
    "alarm": Wording(
        "reminder before each timed entry of the calendar; whole days too when it is in days; default: none",
        "日历中定时条目的提前提醒；以天计时全天条目也提醒；默认不提醒",
    ),
    "per": Wording(
        "also write a calendar file for each owner or channel; later runs keep them up to date",
        "另为每位负责人或每个渠道写出日历文件；以后的运行会保持更新",
    ),
}
HELP |= TEST_HELP
