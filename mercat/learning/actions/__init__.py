from mercat.learning.actions.assessments import finish, hash_of, judge, set_targets, start, stop
from mercat.learning.actions.evidence import add_evidence, use_evidence
from mercat.learning.actions.frameworks import (
    Faulty,
    change_draft,
    discard_draft,
    draft_framework,
    load,
    load_shipped,
    use_draft,
)
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
    "change_draft",
    "close",
    "discard_draft",
    "draft_framework",
    "finish",
    "hash_of",
    "judge",
    "load",
    "load_shipped",
    "remove",
    "request_changes",
    "set_targets",
    "start",
    "stop",
    "submit",
    "use_draft",
    "use_evidence",
]
