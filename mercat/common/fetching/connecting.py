"""Connections that go to the very address that was checked, and end when their time is up."""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx


class Deadline:
    """The moment when a request must be over, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.until = time.monotonic() + seconds

    def put_off(self, seconds: float) -> None:
        self.until += seconds

    def left(self) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return left


class Stream(httpcore.NetworkStream):
    """A server that sends a byte now and then does not win time by it."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self.inner, self.deadline = inner, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self.deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self.deadline.left())

    def close(self) -> None:
        self.inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        inner = self.inner.start_tls(ssl_context, server_hostname, self.deadline.left())
        return Stream(inner, self.deadline)

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class Pinned(httpcore.NetworkBackend):
    """Connects to these addresses, the first that answers, whatever host is named."""

    def __init__(self, addresses: list[str], *, port: int, deadline: Deadline) -> None:
        self.addresses, self.port, self.deadline = addresses, port, deadline
        self.backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        *others, last = self.addresses
        for address in others:
            try:
                return self._connect(address, seconds=self.deadline.left() / 2)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._connect(last, seconds=self.deadline.left())

    def _connect(self, address: str, *, seconds: float) -> Stream:
        return Stream(self.backend.connect_tcp(address, self.port, seconds), self.deadline)


@cache
def trust(own_file: str) -> ssl.SSLContext:
    """The authorities whom browsers trust, those of this machine, and those in `own_file`."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    if own_file:
        context.load_verify_locations(own_file)
    return context
