"""A small internet on this machine: names, and web servers that answer for them on http and https.

Nothing of the client is replaced: it asks a DNS server and speaks TLS, both over real sockets.
"""

import socketserver
import ssl
import threading
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import trustme

HTML = "text/html; charset=utf-8"


class Asked(NamedTuple):
    url: str
    headers: dict[str, str]


class Web:
    """What stands in the small internet, and what it was asked."""

    def __init__(self) -> None:
        self.authority = trustme.CA()
        self.pages: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.records: dict[tuple[str, str], list[list[str]]] = {}
        self.asked: list[Asked] = []
        self.names_asked: list[tuple[str, str]] = []
        self.stopped = threading.Event()
        self.dns = Names(("127.0.0.1", 0), NameHandler)
        self.plain = Server(("127.0.0.1", 0), Handler)
        self.secure = Server(("127.0.0.1", 0), Handler)
        self.secure.socket = self._context("localhost").wrap_socket(
            self.secure.socket, server_side=True, do_handshake_on_connect=False
        )
        self.servers = (self.dns, self.plain, self.secure)
        for server in self.servers:
            server.web = self
            threading.Thread(target=server.serve_forever, args=[0.02], daemon=True).start()

    def forget(self) -> None:
        for kept in (self.pages, self.records, self.asked, self.names_asked):
            kept.clear()

    def stop(self) -> None:
        self.stopped.set()
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def page(
        self, url: str, body: str | bytes = "", *, kind: str = HTML, status: int = 200, **more: str
    ) -> None:
        """Answer so at this address, whose host gets a name. `more`: headers, `_` for `-`."""
        content = body.encode() if isinstance(body, str) else body

        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            headers = {"Content-Type": kind, "Content-Length": str(len(content))}
            headers |= {name.replace("_", "-"): value for name, value in more.items()}
            for name, value in headers.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(content)

        self.answer(url, answer)

    def redirect(self, url: str, to: str, *, status: int = 301) -> None:
        self.page(url, status=status, Location=to)

    def answer(self, url: str, answer: Callable[[BaseHTTPRequestHandler], None]) -> None:
        """Whatever `answer` writes, byte by byte if need be."""
        self.pages[url] = answer
        host = url.split("/")[2]
        self.records.setdefault((host, "A"), [["127.0.0.1"]])

    def name(self, host: str, *answers: list[str], kind: str = "A") -> None:
        """What DNS says: the first list when asked first, then the next; the last stays."""
        self.records[host, kind] = list(answers)

    def txt(self, name: str, *texts: str) -> None:
        self.name(name, [f'"{text}"' for text in texts], kind="TXT")

    def urls(self) -> list[str]:
        return [asked.url for asked in self.asked]

    def context_for(self, connection: ssl.SSLObject, host: str | None, _: ssl.SSLContext) -> None:
        connection.context = self._certified(host or "localhost")

    def _context(self, host: str) -> ssl.SSLContext:
        context = self._certified(host)
        context.sni_callback = self.context_for
        return context

    @cache  # noqa: B019, there is one of it
    def _certified(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        named = "else.example" if host.startswith("wrong-certificate.") else host
        self.authority.issue_cert(named).configure_cert(context)
        return context


class Server(ThreadingHTTPServer):
    web: Web
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Clients that hang up are part of the tests."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        web = self.server.web
        scheme = "https" if self.server is web.secure else "http"
        url = f"{scheme}://{self.headers['Host']}{self.path}"
        web.asked.append(Asked(url, dict(self.headers)))
        answer = web.pages.get(url)
        if answer is None:
            self.send_error(404)
        else:
            answer(self)

    def log_message(self, *_: Any) -> None:
        pass


class Names(socketserver.ThreadingUDPServer):
    web: Web
    daemon_threads = True


class NameHandler(socketserver.BaseRequestHandler):
    server: Names

    def handle(self) -> None:
        data, socket = self.request
        asked = dns.message.from_wire(data)
        answer = dns.message.make_response(asked)
        question = asked.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.server.web.names_asked.append((name, kind))
        self._fill(answer, question, name, kind)
        socket.sendto(answer.to_wire(), self.client_address)

    def _fill(self, answer: Any, question: Any, name: str, kind: str) -> None:
        records = self.server.web.records
        answers = records.get((name, kind))
        if answers is None:
            if not any(known == name for known, _ in records):
                answer.set_rcode(dns.rcode.NXDOMAIN)
            return
        texts = answers.pop(0) if len(answers) > 1 else answers[0]
        if texts == ["fails"]:
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif texts:
            answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *texts))
