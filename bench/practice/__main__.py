"""python -m bench.practice [--large N]: finding pages of shared practice among very many.

A search takes at most twice as long as the bare statements that rank the same words and draw
twenty snippets with no one asking who may see what, and every page asks the database as often among
a hundred thousand as among a thousand.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.practice", large=100_000))
