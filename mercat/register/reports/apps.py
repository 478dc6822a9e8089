from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "mercat.register.reports"
    label = "reports"
