from django.apps import AppConfig


class ElectionsConfig(AppConfig):
    name = "mercat.register.elections"
    label = "elections"
