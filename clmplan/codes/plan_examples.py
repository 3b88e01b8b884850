"""Examples of what a plan shows: the declarations of a small playbook, as they are and changed until a code is found.

A plan needs customers too; the tests plan these playbooks for a shop in which most order every forty days.
"""

from clmplan.base.diagnostics import Example

DECLARATIONS = (
    "playbook winter { horizon: 2026-11-02 .. 2026-12-31 }\n",
    "lifecycle main exclusive complete {\n"
    "  stage active when count(orders) >= 1\n"
    "  stage idle when count(orders) = 0\n"
    "}\n",
    "channel email { cost: £0.02 per contact; consent: email_ok }\n",
    "policy contact { at most 2 contacts per 7d }\n",
    "budget winter { total: £1,000 }\n",
    "campaign news {\n"
    "  for stage = active\n"
    "  goal: orders within 30d\n"
    "  holdout 50%\n"
    '  assume { lift: 10% .. 200%; source: "stated" }\n'
    "  on 2026-11-10 at 10:00\n"
    '  send email "News"\n'
    "}\n",
)
SEND_ON = "on 2026-11-10 at 10:00"
AT_MOST = "at most 2 contacts per 7d"


def shown(*changes: tuple[str, str]) -> tuple[Example, Example]:
    """A bad and a good example: the declarations that some changes concern, after them and before them."""
    concerned = [one for one in DECLARATIONS if any(old in one for old, _ in changes)]
    after = list(concerned)
    for old, new in changes:
        after = [one.replace(old, new) for one in after]
    return Example("".join(after).rstrip("\n")), Example("".join(concerned).rstrip("\n"))
