"""Everything that an organisation has here, in one file, and back again."""

from mercat.home.backup.making import make
from mercat.home.backup.restoring import Restored, restore

__all__ = ["Restored", "make", "restore"]
