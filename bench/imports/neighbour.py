"""Another program that writes a little all the time: how long it waited at most, in seconds.

`python -m bench.imports.neighbour`, until its input ends. In a process of its own, as web
processes are beside the worker; a thread would also wait for Python itself.
"""

import select
import sys
import time
from datetime import UTC, datetime

import django

DUE = datetime(2000, 1, 1, tzinfo=UTC)


def main() -> None:
    django.setup()
    from mercat.common.models import JobRun

    number, longest = 0, 0.0
    print("ready", flush=True)
    while not select.select([sys.stdin], [], [], 0.02)[0]:
        number += 1
        start = time.perf_counter()
        JobRun(job=f"neighbour {number}", due_at=DUE, started_at=DUE).save()
        longest = max(longest, time.perf_counter() - start)
    print(longest)


if __name__ == "__main__":
    main()
