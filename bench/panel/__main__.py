"""python -m bench.panel [--large N]: the panel's pages among a thousand applications and many.

Each page asks the database no oftener, and takes at most 1.5 times as long, among a hundred
thousand as among a thousand. The best of many turns is taken, so that a busy machine hurts neither.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.panel", large=100_000))
