"""What may be uploaded. Pure: from a name and bytes to what is kept, or a sentence.

The content says what a file is; its name never does. Pictures are drawn anew, so that nothing
hidden in them stays; office files are looked into; whatever runs or draws itself is refused.
"""

from mercat.common.uploads.checking import Checked, check
from mercat.common.uploads.kinds import KINDS, Kind
from mercat.common.uploads.limits import MOST_BYTES, MOST_MEGABYTES
from mercat.common.uploads.names import clean_name

__all__ = ["KINDS", "MOST_BYTES", "MOST_MEGABYTES", "Checked", "Kind", "check", "clean_name"]
