"""What programs of an organisation read and do, with a token of the organisation's."""

from mercat.api.private.applications import router as applications
from mercat.api.private.passports import router as passports
from mercat.api.private.register import router as register
from mercat.api.private.tokens import TOKENS

__all__ = ["TOKENS", "applications", "passports", "register"]
