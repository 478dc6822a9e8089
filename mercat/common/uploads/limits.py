"""How much is taken."""

MOST_MEGABYTES = 10
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
MOST_PIXELS = 40_000_000  # more than most telephones take, and 160 MB when it is opened
MOST_ENTRIES = 5_000  # of a zip
MOST_UNPACKED = 150 * 1024 * 1024


class Unfit(Exception):
    """Why a file is refused, as the end of a sentence that begins with its name."""
