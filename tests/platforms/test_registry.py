"""The table of hosts, and the page drawn from the platforms."""

import subprocess
import sys
from pathlib import Path

import pytest

from mercat.platforms import PLATFORMS, platform_name
from mercat.platforms.index import index
from mercat.platforms.reference import reference
from mercat.platforms.registry import BASES, HOSTS, REFUSED_HOSTS

ROOT = Path(__file__).parents[2]
FIRST_LOOK = "import sys, mercat.platforms; print(*sorted(sys.modules))"


def test_index_is_current():
    drawn = (ROOT / "mercat/platforms/data/index.txt").read_text(encoding="utf-8")

    assert drawn == index(), "Run python -m mercat.platforms.index"


def test_reference_page_is_current():
    page = (ROOT / "docs/reference/platforms.md").read_text(encoding="utf-8")

    assert page == reference(), (
        "Run python -m mercat.platforms.reference > docs/reference/platforms.md"
    )


@pytest.mark.parametrize("key", list(PLATFORMS))
def test_platform_is_complete(key):
    platform = PLATFORMS[key]

    assert platform.key == key
    assert platform_name(key) == platform.name
    assert platform.hosts
    assert platform.kinds
    assert platform.examples
    assert platform.address.count("{}") == 1


def test_each_host_belongs_to_one_platform():
    hosts = [host for platform in PLATFORMS.values() for host in platform.hosts]

    assert len(hosts) == len(set(hosts)) == len(BASES)


def test_no_host_is_both_read_and_refused():
    assert set(HOSTS) & set(REFUSED_HOSTS) == set()


def test_dead_services_are_known_as_closed():
    closed = {key for key, platform in PLATFORMS.items() if platform.closed}

    assert closed >= {"googleplus", "myspace", "foursquare", "gitter", "ustream", "storify"}


def test_import_brings_in_neither_django_nor_the_platforms():
    done = subprocess.run(
        [sys.executable, "-c", FIRST_LOOK], cwd=ROOT, capture_output=True, text=True, check=True
    )
    modules = set(done.stdout.split())

    assert {name for name in modules if name.split(".")[0] in ("django", "socket", "ssl")} == set()
    assert "mercat.platforms.sites.flickr" not in modules
