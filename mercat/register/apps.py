from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "mercat.register"

    def ready(self) -> None:
        # Django's own signal, after its own migrations: see search.restore.
        from django.db.models.signals import post_migrate  # noqa: TID251, PLC0415

        from mercat.register import search, triggers  # noqa: PLC0415  # models are not loaded before

        post_migrate.connect(search.restore, sender=self)
        post_migrate.connect(triggers.restore, sender=self)
