"""What everybody may read: the published register, and nothing beside it."""

from mercat.api.public.accounts import router as accounts
from mercat.api.public.changes import router as changes
from mercat.api.public.organisations import router as organisations

__all__ = ["accounts", "changes", "organisations"]
