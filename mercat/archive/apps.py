from django.apps import AppConfig
from django.core import checks


class ArchiveConfig(AppConfig):
    name = "mercat.archive"

    def ready(self) -> None:
        # Django's own, around its own migrations: what is closed has to move with the tables too.
        from django.db.models.signals import post_migrate, pre_migrate  # noqa: TID251, PLC0415

        from mercat.archive import guards  # noqa: PLC0415  # models are not loaded before

        pre_migrate.connect(guards.step_aside, sender=self)
        post_migrate.connect(guards.restore, sender=self)
        checks.register(guards.check, checks.Tags.database)  # type: ignore[call-overload]
