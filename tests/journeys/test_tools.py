"""A desk in a real browser: what it is, what it can do, which tools answer, what is in the way.

The tools are servers on this machine: one that answers, one that refuses, one that never speaks,
and two filters, of which one answers with a page of its own and one sends people to it.
"""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.cache import cache

from mercat.access import actions
from mercat.access.models import Barrier, BrowserTally, Desk, Site, ToolTally
from mercat.demo.people import PASSWORD
from tests.access.addresses import ict_of
from tests.factories.council import Council, make_council
from tests.journeys.walker import WITH_AND_WITHOUT, Walker

pytestmark = pytest.mark.journey
PICTURE = bytes.fromhex(
    "47494638396102000200800000ff0000ffffff21f90400000000002c00000000020002000002028451003b"
)
IE6 = "Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)"
SAFARI_5 = (
    "Mozilla/5.0 (Macintosh; U; Intel Mac OS X 10_6_8; en-gb) AppleWebKit/533.21.1 (KHTML, like "
    "Gecko) Version/5.0.5 Safari/533.21.1"
)


class Tool(BaseHTTPRequestHandler):
    """/favicon.ico is its picture; what else is asked for is not there."""

    def do_GET(self) -> None:
        is_picture = self.path.startswith("/favicon.ico")
        self.server.seen.append(dict(self.headers))  # type: ignore[attr-defined]
        self.answer(200 if is_picture else 404, PICTURE if is_picture else b"", "image/gif")

    def answer(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: Any) -> None:
        """Quiet."""


class BlockPage(Tool):
    def do_GET(self) -> None:
        self.answer(403, b"<h1>This site is blocked</h1>", "text/html")


class EveryPicture(Tool):
    """A filter that answers whatever is asked for with a picture of its own."""

    def do_GET(self) -> None:
        self.answer(200, PICTURE, "image/gif")


class Elsewhere(Tool):
    """A filter that sends people to its block page, on a host of its own."""

    to = ""

    def do_GET(self) -> None:
        self.answer(302, b"", "text/html", Location=self.to)


@pytest.fixture
def hosts() -> Iterator[dict[str, Any]]:
    servers, silent = {}, socket.socket()
    for name, kind in (
        ("answers", Tool),
        ("blocks", BlockPage),
        ("pictures", EveryPicture),
        ("sends", Elsewhere),
        ("filter", EveryPicture),
    ):
        servers[name] = server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
        server.seen = []  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
    Elsewhere.to = f"http://127.0.0.1:{servers['filter'].server_port}/favicon.ico"
    silent.bind(("127.0.0.1", 0))
    silent.listen(50)
    closed = socket.socket()
    closed.bind(("127.0.0.1", 0))
    ports = {name: server.server_port for name, server in servers.items()}
    ports |= {"silent": silent.getsockname()[1], "closed": closed.getsockname()[1]}
    closed.close()
    yield {"ports": ports, "seen": servers["answers"].seen}  # type: ignore[attr-defined]
    for server in servers.values():
        server.shutdown()
        server.server_close()
    silent.close()


def tool(name: str, port: int) -> dict[str, Any]:
    return {"key": name, "name": name, "pictures": [f"http://127.0.0.1:{port}/favicon.ico"]}


@pytest.fixture
def council(flushable: None) -> Council:
    cache.clear()
    made = make_council()
    for member in made.members.values():
        member.person.set_password(PASSWORD)
        member.person.save()
    return made


def opened(council: Council, tools: list[dict[str, Any]], *, at: Any) -> str:
    ict = ict_of(council)
    actions.set_sites(names=["Town House"], by=ict, at=at)
    actions.allow_attempts(tools=tools, by=ict, at=at)
    return f"/access/at/{actions.make_link(by=ict, at=at).key}/"


def said_of(walker: Walker, name: str) -> tuple[str, str]:
    """What is chosen for a tool, and the words beside it."""
    part = walker.page.locator("[data-pictures]").filter(has_text=f"Open {name} ")
    chosen = part.locator("input:checked")
    value = chosen.get_attribute("value") if chosen.count() else ""
    return value or "", part.locator("[data-said]").inner_text()


def try_all(walker: Walker, address: str) -> None:
    walker.go(f"{address}tools/")
    walker.page.get_by_role("button", name="Try now").click()
    done = walker.page.locator("[data-news]").filter(has_text="All are tried")
    done.wait_for(timeout=60_000)
    # What a browser says of a tool that it cannot reach is no fault of the page.
    walker.faults = [
        each for each in walker.faults if "127.0.0.1" not in each and "ERR_" not in each
    ]


def test_a_desk_with_all_tools_reachable(walk, council, hosts, at):
    address = opened(council, [tool("answers", hosts["ports"]["answers"])], at=at)
    walker = walk()
    walker.page.context.add_cookies([{"name": "secret", "value": "1", "url": "http://127.0.0.1"}])
    walker.go(address)
    walker.sees("Chrome")
    assert walker.page.locator("[data-probe=script]").inner_text() == "Yes"
    assert "×" in walker.page.locator("[data-probe=screen]").inner_text()
    try_all(walker, address)

    assert said_of(walker, "answers") == ("reachable", "Its picture came.")
    assert hosts["seen"]
    asked = [{name.lower() for name in headers} for headers in hosts["seen"]]
    assert not any("cookie" in names or "referer" in names for names in asked)
    assert ToolTally.objects.count() == 0
    walker.press("Count what I found")
    walker.sees("is counted for this week")
    assert ToolTally.objects.values_list("tool", "outcome", "count").get() == (
        *("answers", "reachable", 1),
    )


def test_a_filters_page_is_never_reachable(walk, council, hosts, at):
    names = ["answers", "closed", "silent", "blocks", "sends", "pictures"]
    address = opened(council, [tool(name, hosts["ports"][name]) for name in names], at=at)
    walker = walk()
    try_all(walker, address)

    found = {name: said_of(walker, name)[0] for name in names}
    assert found == {
        "answers": "reachable",
        "closed": "blocked",
        "silent": "blocked",
        "blocks": "unsure",
        "sends": "blocked",
        "pictures": "unsure",
    }
    assert "No answer in eight seconds" in said_of(walker, "silent")[1]
    assert "sent elsewhere" in said_of(walker, "sends")[1]


def test_trying_can_be_stopped(walk, council, hosts, at):
    tools = [{**tool("silent", hosts["ports"]["silent"]), "key": f"s{n}"} for n in range(8)]
    address = opened(council, tools, at=at)
    walker = walk()
    walker.go(f"{address}tools/")
    walker.page.get_by_role("button", name="Try now").click()
    walker.page.get_by_role("button", name="Stop").click()

    walker.sees("Stopped. What was found stays.")
    assert walker.page.get_by_role("button", name="Try now").is_visible()
    walker.page.goto("about:blank")
    walker.page.wait_for_timeout(500)
    walker.faults.clear()  # pictures that were stopped


@pytest.mark.parametrize("width", [1280, 320])
def test_a_desk_without_script_is_told_all_the_same(width, walk, council, hosts, at):
    address = opened(council, [tool("answers", hosts["ports"]["answers"])], at=at)
    walker = walk(javascript=False, width=width)
    walker.go(address)
    walker.sees("Chrome")
    walker.sees("No, or it is switched off")
    walker.press("Count this desk")
    walker.sees("counted for this week")
    walker.follow("Which tools can be reached from here?")
    walker.sees("Open each tool in a new window")
    assert not walker.page.get_by_role("button", name="Try now").is_visible()
    walker.page.get_by_label("Blocked").check()
    walker.press("Count what I found")

    assert ToolTally.objects.values_list("outcome", "count").get() == ("blocked", 1)
    assert BrowserTally.objects.get().count == 1


@pytest.mark.parametrize(("agent", "name"), [(IE6, "Internet Explorer 6"), (SAFARI_5, "Safari 5")])
def test_an_old_browser_is_named_and_told_that_it_is_no_fault(
    agent, name, browser, walk, council, live_server, at
):
    address = opened(council, [tool("x", 9)], at=at)
    context = browser.new_context(user_agent=agent, base_url=live_server.url)
    walker = Walker(context.new_page(), javascript=True)
    walker.go(address)

    walker.sees(name)
    walker.sees("Not supported any more")
    walker.sees("It is not your fault")
    context.close()


@pytest.mark.parametrize("javascript", WITH_AND_WITHOUT)
def test_a_barrier_is_reported_tried_out_and_opened(javascript, walk, council, at):
    ict = ict_of(council)
    ict.person.set_password(PASSWORD)
    ict.person.save()
    walker = walk(javascript=javascript)
    walker.sign_in(council.colleague.person.email)
    walker.go("/access/dashboard/")
    walker.sees("No barrier was removed")
    walker.go("/access/barriers/report/?kind=tool&tool=Instagram")
    walker.type("Which work needs it?", "Answer family historians where they ask")
    walker.press("Send it to ICT")
    walker.sees("ICT answers by")
    address = walker.page.url
    walker.sign_in(ict.person.email)
    walker.go("/access/")
    walker.follow("Instagram cannot be reached")
    walker.follow("Try it out")
    walker.type("For whom?", "The library desk")
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2099")):
        walker.type(part, value)
    walker.press("Begin the trial")
    walker.sees("The trial ends on 1 March 2099")
    walker.follow("Open it to all")
    walker.press("It is open to all")
    walker.sign_in(council.colleague.person.email)
    walker.go(address)
    walker.sees("Open to all")
    walker.go("/access/dashboard/")
    walker.sees("1 barrier was removed in the last year")

    assert Barrier.objects.get().state == "open_all"


def test_trying_is_off_before_ict_says_so(walk, council, at):
    walker = walk()
    walker.sign_in(council.member.person.email)
    walker.go("/access/tools/")

    walker.sees("You cannot try it yet")
    assert not Desk.objects.exists()
    assert not Site.objects.exists()
