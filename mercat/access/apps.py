from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "mercat.access"
