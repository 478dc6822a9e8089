"""python -m bench.lookup [--large N]: the public pages and `publish`.

The floor is a view behind the same middleware that reads the same rows and prints their names. All
figures are CPU milliseconds of this process; SQLite works inside it, of PostgreSQL the client's
part counts. `publish` is measured at a tenth and at all of the accounts: for its memory, which may
not grow with them, and for the share that a run after a thousand changes takes.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.lookup", large=1_000_000))
