from django.apps import AppConfig


class RegisterConfig(AppConfig):
    name = "mercat.register"
