"""Pages of two hundred words, of many organisations, some for their own people alone."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from mercat.common.ids import new_public_ids
from mercat.organisations.models import Membership, Organisation
from mercat.people.models import Person
from mercat.practice.models import Page, Tag

SYLLABLES = [a + b for a in "bcdfghklmnprstvw" for b in ("a", "e", "i", "o", "u", "ar", "en")]
BODIES, BATCH, TAGS = 50, 2000, 40
# A word of every tenth page, of every hundredth, of every thousandth.
RARE = {"moderating": 10, "safeguarding": 100, "livestream": 1000}


def begin(at: datetime) -> Membership:
    Organisation.objects.bulk_create(
        Organisation(slug=f"body-{number}", name={"en": f"Body {number}"}, nation="scotland")
        for number in range(BODIES)
    )
    Tag.objects.bulk_create(
        Tag(name=f"tag {number}", key=f"tag {number}") for number in range(TAGS)
    )
    person = Person.objects.create_user("reader@body.example", name="Reader")
    first = Organisation.objects.get(slug="body-0")
    return Membership.objects.create(organisation=first, person=person, started_at=at)


def fill(*, first: int, last: int, at: datetime) -> None:
    bodies = list(Organisation.objects.filter(slug__startswith="body-").order_by("pk"))
    tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(first, last + 1, BATCH):
        numbers = range(start, min(start + BATCH, last + 1))
        made = Page.objects.bulk_create(_pages(numbers, bodies, at))
        through = Page.tags.through
        through.objects.bulk_create(
            through(page_id=page.pk, tag_id=tags[page.pk % len(tags)]) for page in made
        )


def _pages(numbers: range, bodies: list[Organisation], at: datetime) -> Iterator[Page]:
    ids = new_public_ids(len(numbers))
    chance = random.Random(numbers.start)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(4000)]
    for number, public_id in zip(numbers, ids, strict=True):
        words = chance.choices(vocabulary, k=200)
        words += [word for word, every in RARE.items() if number % every == 0]
        moment = at - timedelta(minutes=number)
        yield Page(
            public_id=public_id,
            organisation=bodies[number % len(bodies)],
            kind="note",
            status="published",
            visibility=("organisation", "everyone", "public")[number % 3],
            title=" ".join(words[:5]),
            summary=" ".join(words[5:25]),
            body=" ".join(words[25:]),
            begun_at=moment,
            changed_at=moment,
            published_at=moment,
        )
