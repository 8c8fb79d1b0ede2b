"""Which addresses may be asked: of the web by their spelling, of the open internet by number."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from urllib.parse import quote, urljoin, urlsplit

from articles.fetching.error import FetchError, Reason

Address = IPv4Address | IPv6Address
Allowed = Callable[[Address, int], bool]
"""Whether this address may be asked at this port."""

PORTS = {"http": 80, "https": 443}

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_NETLOC = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([^\[\]:]+))(?::([0-9]{1,5})?)?")
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NUMERIC = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT = "/%:@!$&'()*+,;=~-._?[]"

_OPEN = IPv6Network("2000::/3")
_TO_IPV4 = {IPv6Network("64:ff9b::/96"): 0, IPv6Network("2002::/16"): 80}
"""Prefixes of NAT64 and 6to4, and how many bits stand behind the IPv4 address in them."""

_NOT_OPEN = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
"""For protocols, not hosts; not every Python knows it."""


@dataclass(frozen=True)
class Target:
    """An address of the web in its one spelling, in ASCII, without a fragment."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def netloc(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.netloc}{self.path}"

    def onward(self, location: str) -> "Target":
        """Where a redirect from here leads; raises `FetchError`."""
        # Headers are read as Latin-1; who sends other letters means UTF-8.
        said = location.strip(" ").encode("latin-1", "replace").decode("utf-8", "replace")
        if _CONTROL.search(said):
            raise FetchError(Reason.BAD_ADDRESS)
        try:
            return parse(urljoin(self.url, said))
        except ValueError:
            raise FetchError(Reason.BAD_ADDRESS) from None


def parse(url: str) -> Target:
    """Raises `FetchError` for what is no address of the web, or carries a name or password.

    A number is a host only as four plain decimals: how others are read differs by system.
    """
    try:
        if _CONTROL.search(url):
            raise ValueError
        parts = urlsplit(url.strip(" "))
        found = _NETLOC.fullmatch(parts.netloc)
        if parts.scheme not in PORTS or found is None:
            raise ValueError
        literal, name, number = found.groups()
        port = int(number or PORTS[parts.scheme])
        if not 0 < port < 65536:
            raise ValueError
        host = str(IPv6Address(literal)) if literal else _name(name)
        path = quote(parts.path or "/", safe=_KEPT)
        if parts.query:
            path += "?" + quote(parts.query, safe=_KEPT)
        return Target(parts.scheme, host, port, path)
    except ValueError:
        raise FetchError(Reason.BAD_ADDRESS) from None


def is_public(address: Address, port: int) -> bool:
    """Whether it belongs to the open internet, on a port of the web. Other ports are refused:
    no link of ours needs one, and behind many stands no web server."""
    return port in PORTS.values() and _is_open(address)


def _is_open(address: Address) -> bool:
    if isinstance(address, IPv4Address):
        unusual = address.is_multicast or any(address in network for network in _NOT_OPEN)
        return address.is_global and not unusual
    if address.ipv4_mapped is not None:
        return _is_open(address.ipv4_mapped)
    for network, behind in _TO_IPV4.items():
        if address in network:
            return _is_open(IPv4Address(int(address) >> behind & 0xFFFFFFFF))
    return address in _OPEN and address.is_global


def _name(name: str) -> str:
    """In ASCII (IDNA 2003, which Python has); raises `ValueError`."""
    if not name.isascii():
        name = name.encode("idna").decode()
    name = name.lower().removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise ValueError
    if _NUMERIC.fullmatch(name.rpartition(".")[2]):
        IPv4Address(name)
    return name
