"""A connection to a checked address that ends when its time or its bytes are used up."""

import io
import socket
import ssl
import threading
import time
from functools import cache
from ipaddress import ip_address
from queue import Empty, SimpleQueue

from articles.fetching.address import Address, Allowed, Target
from articles.fetching.error import FetchError, Reason


class Clock:
    """One deadline for everything that a fetch does."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, never 0; raises `FetchError` when there are none."""
        seconds = self.end - time.monotonic()
        if seconds <= 0:
            raise FetchError(Reason.TIMEOUT)
        return seconds


class Incoming(io.RawIOBase):
    """A socket as `HTTPResponse` reads it: each read has the time and the bytes that are left."""

    def __init__(self, wire: socket.socket, clock: Clock, most: int) -> None:
        self.wire, self.clock, self.most = wire, clock, most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if self.most <= 0:
            raise FetchError(Reason.TOO_LARGE)
        self.wire.settimeout(self.clock.left())
        count = self.wire.recv_into(buffer[: self.most])
        self.most -= count
        return count

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(self)


def connect(target: Target, clock: Clock, allowed: Allowed) -> socket.socket:
    """Raises `FetchError` if one address of the host is not allowed: then none is asked."""
    addresses = _resolve(target, clock)
    if not all(allowed(address, target.port) for address in addresses):
        raise FetchError(Reason.REFUSED_ADDRESS)
    wire = _first(addresses, target.port, clock)
    if target.scheme == "http":
        return wire
    try:
        wire.settimeout(clock.left())
        return _tls().wrap_socket(wire, server_hostname=target.host)
    except TimeoutError:
        raise FetchError(Reason.TIMEOUT) from None
    except (OSError, ValueError):
        raise FetchError(Reason.TLS) from None
    finally:
        # The secured socket took over what it needs.
        wire.close()


def send(wire: socket.socket, clock: Clock, request: bytes) -> None:
    rest = memoryview(request)
    while rest:
        wire.settimeout(clock.left())
        rest = rest[wire.send(rest) :]


def _resolve(target: Target, clock: Clock) -> list[Address]:
    """Every address of the host. The system's resolver knows no deadline: it may end by itself."""
    try:
        return [ip_address(target.host)]
    except ValueError:
        pass
    found: SimpleQueue[list[Address]] = SimpleQueue()

    def ask() -> None:
        try:
            said = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            found.put([ip_address(str(each[4][0])) for each in said])
        except (OSError, ValueError):
            found.put([])

    threading.Thread(target=ask, daemon=True).start()
    try:
        addresses = list(dict.fromkeys(found.get(timeout=clock.left())))
    except Empty:
        raise FetchError(Reason.TIMEOUT) from None
    if not addresses:
        raise FetchError(Reason.UNREACHABLE)
    return addresses


def _first(addresses: list[Address], port: int, clock: Clock) -> socket.socket:
    """Connected to the first that answers; one that is silent leaves time for the others."""
    reason = Reason.UNREACHABLE
    for tried, address in enumerate(addresses):
        wire = socket.socket(socket.AF_INET6 if address.version == 6 else socket.AF_INET)
        try:
            wire.settimeout(clock.left() / (len(addresses) - tried))
            wire.connect((str(address), port))
        except OSError as error:
            wire.close()
            reason = Reason.TIMEOUT if isinstance(error, TimeoutError) else Reason.UNREACHABLE
        except BaseException:
            wire.close()
            raise
        else:
            return wire
    raise FetchError(reason)


@cache
def _tls() -> ssl.SSLContext:
    """Made once: reading the certificates of all authorities takes a while."""
    return ssl.create_default_context()
