"""python -m bench.archive [--large N] [--only DATABASE]: an archive beside `wget --mirror`.

Pages per second: the floor is `wget --mirror` of the same site, served by gunicorn as `make run`
does it, on the same machine in the same run; the tools take turns. One process writes 1.5 times
as many pages a second, and two 2.5 times as many. A page is an HTML file that the tool wrote, and
the export's seconds are all that it takes, its search, look-up, data and manifest included.

Memory: the peaks of all its processes together, at a thousand pages and at N, are the same but for
a seventh. Needs wget.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.archive", large=50_000))
