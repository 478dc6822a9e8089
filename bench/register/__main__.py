"""python -m bench.register [--large N]: pages of the register, beside bare views.

The floor is a view behind the same middleware that reads the same rows and prints their names. Each
page may cost twice its floor, and at a million accounts 1.5 times what it costs at a thousand, in
milliseconds of this process. SQLite works inside it; of PostgreSQL the client's part counts.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.register", large=1_000_000))
