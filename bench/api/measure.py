"""One database: fill it to a thousand and to many, and time the look-up and its floor in turns."""

import logging
import statistics
import sys
from datetime import UTC, datetime
from functools import partial

import django

django.setup()  # before what follows: models cannot be imported without it (E402)

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from bench.api.filling import fill  # noqa: E402
from bench.register import filling  # noqa: E402
from bench.register.measure import cost  # noqa: E402

SMALL, ROUNDS = 1000, 400
MOST_OF_FLOOR, MOST_OF_SMALL = 1.5, 1.5
ASKED = {
    "official": "facebook.com/service000000500",
    "not registered": "facebook.com/stranger",
}
DOORS = {"look-up": "/api/v1/lookup?url=", "floor": "/api/v1/bare-lookup?url="}
Times = dict[str, float]


def main(large: int) -> int:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.ROOT_URLCONF = "bench.api.addresses"
    settings.SECURE_SSL_REDIRECT = False
    call_command("migrate", verbosity=0)
    logging.disable(logging.INFO)  # a line for each request is not what is measured
    scene = filling.begin(at=datetime.now(UTC))
    fill(scene, first=1, last=SMALL)
    small = measured()
    fill(scene, first=SMALL + 1, last=large)
    return told(small, measured(), large)


def measured() -> Times:
    """Median CPU milliseconds of each, in turns so that a busy machine hurts all alike."""
    client = Client()
    times: dict[str, list[float]] = {}
    for turn in range(ROUNDS + 20):
        for said, url in ASKED.items():
            for door, path in DOORS.items():
                took = cost(partial(client.get, path + url))
                if turn >= 20:
                    times.setdefault(f"{said} {door}", []).append(took)
    return {name: statistics.median(each) for name, each in times.items()}


def told(small: Times, large: Times, count: int) -> int:
    print(f"{connection.vendor}: CPU milliseconds per request, at {SMALL:,} and {count:,} accounts")
    failed = False
    for name in ASKED:
        asked, floor = large[f"{name} look-up"], large[f"{name} floor"]
        before = small[f"{name} look-up"]
        right = asked <= MOST_OF_FLOOR * floor and asked <= MOST_OF_SMALL * before
        failed = failed or not right
        print(
            f"  {name:15} {before:5.2f} → {asked:5.2f} ms ({asked / before:.2f} ×), "
            f"floor {floor:5.2f} ms ({asked / floor:.2f} ×)  {'yes' if right else 'NO'}"
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
