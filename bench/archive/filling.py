"""A public site: nine pages of accounts to each page of shared practice."""

from dataclasses import dataclass
from datetime import datetime

from bench.lookup import filling as lookup
from bench.practice import filling as practice
from bench.register.filling import Scene, begin
from mercat.practice.models import Page

SHARE = 10


@dataclass
class Site:
    scene: Scene
    at: datetime
    pages: int = 0

    def fill(self, pages: int) -> None:
        """Until it has about so many pages, lists not counted."""
        shared = range(self.pages // SHARE + 1, pages // SHARE + 1)
        accounts = pages - pages // SHARE
        first = self.pages - self.pages // SHARE + 1
        lookup.fill(self.scene, first=first, last=accounts)
        practice.fill(first=shared.start, last=shared.stop - 1, at=self.at)
        Page.objects.update(visibility="public")
        Page.tags.through.objects.all().delete()  # wget would fetch the lists of each
        self.pages = pages


def site(at: datetime) -> Site:
    scene = begin(at=at)
    practice.begin(at)
    return Site(scene, at)
