from django.apps import AppConfig


class ChecksConfig(AppConfig):
    name = "mercat.register.checks"
    label = "checks"
