"""A made-up list of any length, with as many faults as wanted: `python -m bench.imports.lists N`.

Two rows in a hundred are at fault, in every way that lists are: an address that is no account, a
platform that contradicts its address, an account that stood in an earlier row.
"""

import csv
import random
import sys
from typing import IO

HEADINGS = ["Account name", "Platform", "URL", "Department", "Description"]
SITES = {
    "Facebook": "https://www.facebook.com/{}",
    "X": "https://x.com/{}",
    "Instagram": "https://www.instagram.com/{}/",
    "YouTube": "https://www.youtube.com/@{}",
    "LinkedIn": "https://www.linkedin.com/company/{}",
}
FAULTS = ("no account", "other platform", "again")


def rows(many: int, *, faults: float = 0.02, seed: int = 1) -> list[list[str]]:
    chance = random.Random(seed)
    made: list[list[str]] = []
    for number in range(many):
        row = good(number)
        if chance.random() < faults and number:
            row = at_fault(row, chance.choice(FAULTS), made[chance.randrange(number)])
        made.append(row)
    return made


def good(number: int) -> list[str]:
    platform = list(SITES)[number % len(SITES)]
    address = SITES[platform].format(f"strath{number:07}")
    team = f"Team {number % 400}"
    return [f"Strathbeg {number}", platform, address, team, "News and opening hours"]


def at_fault(row: list[str], fault: str, earlier: list[str]) -> list[str]:
    if fault == "no account":
        return [*row[:2], f"https://strathbeg.example/{row[0]}", *row[3:]]
    if fault == "other platform":
        return [row[0], "X" if row[1] != "X" else "Facebook", *row[2:]]
    return [row[0], earlier[1], earlier[2].upper().replace("HTTPS", "http"), *row[3:]]


def write(file: IO[str], made: list[list[str]]) -> None:
    writer = csv.writer(file)
    writer.writerow(HEADINGS)
    writer.writerows(made)


if __name__ == "__main__":
    write(sys.stdout, rows(int(sys.argv[1])))
