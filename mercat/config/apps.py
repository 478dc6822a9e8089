from django.apps import AppConfig
from django.core import checks


class ConfigConfig(AppConfig):
    name = "mercat.config"

    def ready(self) -> None:
        from mercat.config.checks import check_roles  # noqa: PLC0415  # models are not loaded before

        checks.register(check_roles, checks.Tags.security)
