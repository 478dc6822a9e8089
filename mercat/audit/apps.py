from django.apps import AppConfig
from django.core import checks


class AuditConfig(AppConfig):
    name = "mercat.audit"

    def ready(self) -> None:
        # The one signal of the project: Django's own, after its own migrations.
        from django.db.models.signals import post_migrate  # noqa: TID251, PLC0415

        from mercat.audit import triggers  # noqa: PLC0415  # models are not loaded before

        post_migrate.connect(triggers.restore, sender=self)
        checks.register(triggers.check, checks.Tags.database)  # type: ignore[call-overload]
