from mercat.learning.actions.assessments import finish, hash_of, judge, set_targets, start, stop
from mercat.learning.actions.evidence import add_evidence, use_evidence, use_fact
from mercat.learning.actions.facts import count_facts
from mercat.learning.actions.frameworks import (
    Faulty,
    change_draft,
    discard_draft,
    draft_framework,
    load,
    load_shipped,
    use_draft,
)
from mercat.learning.actions.plans import (
    begin,
    change,
    complete,
    drop,
    plan,
    plan_nothing,
    reopen,
    take_as_evidence,
)
from mercat.learning.actions.reminding import remind
from mercat.learning.actions.shares import (
    SavedMeanwhile,
    answer,
    assign,
    close,
    remove,
    request_changes,
    submit,
)

__all__ = [
    "Faulty",
    "SavedMeanwhile",
    "add_evidence",
    "answer",
    "assign",
    "begin",
    "change",
    "change_draft",
    "close",
    "complete",
    "count_facts",
    "discard_draft",
    "draft_framework",
    "drop",
    "finish",
    "hash_of",
    "judge",
    "load",
    "load_shipped",
    "plan",
    "plan_nothing",
    "remind",
    "remove",
    "reopen",
    "request_changes",
    "set_targets",
    "start",
    "stop",
    "submit",
    "take_as_evidence",
    "use_draft",
    "use_evidence",
    "use_fact",
]
