from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "mercat.practice.papers"
    label = "papers"
