"""What the system itself can say of an organisation: the facts that a framework may name.

How each is counted stands in mercat/learning/facts, under the same key. Who changes how one is
counted raises `query` here: a fact that was kept tells by which query it was counted.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from mercat.common.languages import Text

SHARE, DAYS, COUNT = "share", "days", "count"


@dataclass(frozen=True, slots=True)
class FactKind:
    name: Text
    unit: str
    query: int = 1  # the version of how it is counted
    shows: str = "practice"  # as evidence, where it counts anything


FACTS: dict[str, FactKind] = {
    "accounts_two_administrators": FactKind(
        _("Accounts in use with at least two administrators"), SHARE
    ),
    "accounts_second_step": FactKind(
        _("Accounts in use with a second step of sign-in, where there is one"), SHARE
    ),
    "accounts_team_mailbox": FactKind(_("Accounts in use with a mailbox on record"), SHARE),
    "accounts_purpose": FactKind(_("Accounts in use with a purpose on record"), SHARE),
    "accounts_backup": FactKind(_("Accounts in use with a backup administrator"), SHARE),
    "certified_in_time": FactKind(_("Accounts in use that were certified in time"), SHARE),
    "accounts_passport": FactKind(_("Accounts in use with a valid passport"), SHARE),
    "days_to_decide": FactKind(
        _("Days from sending an application to its decision, the median of a year"), DAYS
    ),
    "advice_answered": FactKind(_("Conversations of the last year that advice answered"), SHARE),
    "learning_passports": FactKind(_("Passports to learn granted in the last year"), COUNT),
    "browsers_supported": FactKind(
        _("Desks counted with a browser that is supported, in the last four weeks that are over"),
        SHARE,
    ),
    "barriers_removed": FactKind(
        _("Barriers to tools reported in the last year that were removed"), SHARE
    ),
    "days_to_unblock": FactKind(
        _("Days from reporting a barrier to its removal, the median of a year"), DAYS
    ),
    "conditions_in_time": FactKind(_("Conditions of passports that are not overdue"), SHARE),
    "notes_shared": FactKind(
        _("Pages of practice published for other organisations"), COUNT, shows="shared"
    ),
    "notes_taken_up": FactKind(
        _("Of those, pages that another organisation uses or learnt from"), SHARE, shows="shared"
    ),
    "learned_from_others": FactKind(
        _("Pages of other organisations that we say we use or learnt from"),
        COUNT,
        shows="learned_from",
    ),
    "papers_answered": FactKind(
        _("Papers closed in the last year whose comments were answered"), SHARE
    ),
}
