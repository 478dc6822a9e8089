from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "mercat.passports"

    def ready(self) -> None:
        # Django's own signal, after its own migrations, as the register's.
        from django.db.models.signals import post_migrate  # noqa: TID251, PLC0415

        from mercat.passports import search  # noqa: PLC0415  # models are not loaded before

        post_migrate.connect(search.restore, sender=self)
