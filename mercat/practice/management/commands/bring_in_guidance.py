from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from mercat.practice.content.bringing import bring_in


class Command(BaseCommand):
    help = "Bring the guidance that comes with Mercat into the library. The worker does so hourly."

    def handle(self, *args: Any, **options: Any) -> None:
        count = bring_in(at=timezone.now())
        self.stdout.write(f"{count} pages are new or were improved." if count else "All is there.")
