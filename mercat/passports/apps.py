from django.apps import AppConfig


class PassportsConfig(AppConfig):
    name = "mercat.passports"
