from typing import Any

from mercat.organisations.models import Organisation


class AboutPageOrPaper:
    """A row that is of a page, or of a comment on a paper."""

    page: Any
    in_paper: Any

    @property
    def title(self) -> str:
        """Of the page or the paper."""
        if self.in_paper:
            return str(self.in_paper.paper)
        return str(self.page.title_shown) if self.page else ""

    @property
    def whose(self) -> Organisation | None:
        """The page or the paper is theirs, and so what is decided of it."""
        of = self.in_paper.paper if self.in_paper else self.page
        return of.organisation if of else None
