from django.db import models
from django.db.models import Q

from mercat.passports.lifecycle import OF_APPEAL, OF_APPEAL_FOR_PASSPORT, Outcome
from mercat.passports.models.cases import Application, Decision, Passport
from mercat.passports.models.life import Revocation, Suspension


class Appeal(models.Model):
    """What an application of this kind is against: one decision, suspension or revocation."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="appeal")
    decision = models.ForeignKey(
        Decision, on_delete=models.CASCADE, null=True, related_name="appeals"
    )
    suspension = models.ForeignKey(
        Suspension, on_delete=models.CASCADE, null=True, related_name="appeals"
    )
    revocation = models.ForeignKey(
        Revocation, on_delete=models.CASCADE, null=True, related_name="appeals"
    )
    until = models.DateField()  # the last day to send it
    was_until = models.DateField(null=True)  # of the passport whose place its letter took

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__isnull=False, suspension=None, revocation=None)
                | Q(decision=None, suspension__isnull=False, revocation=None)
                | Q(decision=None, suspension=None, revocation__isnull=False),
                name="appeal_against_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"appeal {self.application_id}"

    @property
    def against(self) -> Decision | Suspension | Revocation:
        found = self.decision or self.suspension or self.revocation
        if found is None:
            raise ValueError("an appeal is against something")
        return found

    @property
    def passport(self) -> Passport | None:
        """The one that was suspended or taken back."""
        taken = self.suspension or self.revocation
        return taken.passport if taken else None

    @property
    def case(self) -> Application:
        """The application that was decided on the first time, or that the passport is from."""
        if self.decision:
            return self.decision.application
        if self.passport is None:
            raise ValueError("an appeal is against something")
        return self.passport.application

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return OF_APPEAL if self.decision_id else OF_APPEAL_FOR_PASSPORT
