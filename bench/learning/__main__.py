"""python -m bench.learning [--large N]: pages of Learning among many organisations' years.

Each organisation has five assessments, one a year, with two teams, answers, evidence, facts, a plan
and final reports. At a thousand organisations each page asks as often as at fifty, and may cost
1.5 times as much, in milliseconds of this process. SQLite works inside it; of PostgreSQL the
client's part counts.
"""

import sys

from bench import site

if __name__ == "__main__":
    sys.exit(site.each("bench.learning", large=1000))
