from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "mercat.practice"

    def ready(self) -> None:
        # Django's own signal, after its own migrations: see search.restore.
        from django.db.models.signals import post_migrate  # noqa: TID251, PLC0415

        from mercat.practice import search  # noqa: PLC0415  # models are not loaded before

        post_migrate.connect(search.restore, sender=self)
