import ssl
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse, LineTooLong
from typing import Literal

from articles.fetching.address import Allowed, Target, is_public, parse
from articles.fetching.error import FetchError, Reason
from articles.fetching.wire import Clock, Incoming, connect, send

MOST_REDIRECTS = 5
MOST_AROUND = 128 * 1024
"""Bytes that may come beside the body: status, headers, the frames of chunks."""

_PERMANENT = {301, 308}
_REDIRECTS = _PERMANENT | {302, 303, 307}


@dataclass(frozen=True)
class Answer:
    status: int
    url: str
    """Who answered, behind all redirects."""
    type: str
    """As the host calls it, such as `image/png`; nothing if it does not say."""
    body: bytes
    """As it was sent, even if packed; empty where none was asked for."""
    moved_to: str = ""
    """Where the permanent redirects lead that stand first."""
    retry_after: str = ""


def fetch(
    url: str,
    *,
    method: Literal["HEAD", "GET"] = "GET",
    timeout: float = 10,
    most_bytes: int = 0,
    allowed: Allowed = is_public,
    user_agent: str,
) -> Answer:
    """What stands at `url`, within `timeout` seconds for all of it; else raises `FetchError`.

    With `most_bytes` 0 the answer is enough, and no body is read.
    """
    if not (user_agent.isascii() and user_agent.isprintable()):
        raise ValueError("the user agent must be printable ASCII")
    clock = Clock(timeout)
    target, moved_to, permanent = parse(url), "", True
    for _hop in range(MOST_REDIRECTS + 1):
        wire = connect(target, clock, allowed)
        try:
            send(wire, clock, _request(target, method, user_agent))
            incoming = Incoming(wire, clock, most_bytes + MOST_AROUND)
            response = HTTPResponse(incoming, method=method)  # type: ignore[arg-type]
            response.begin()
            location = response.headers.get("Location", "")
            if response.status not in _REDIRECTS or not location:
                return Answer(
                    status=response.status,
                    url=target.url,
                    type=response.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
                    body=_body(response, most_bytes) if method == "GET" else b"",
                    moved_to=moved_to,
                    retry_after=response.headers.get("Retry-After", ""),
                )
        except ssl.SSLError:
            raise FetchError(Reason.TLS) from None
        except TimeoutError:
            raise FetchError(Reason.TIMEOUT) from None
        except LineTooLong:
            raise FetchError(Reason.TOO_LARGE) from None
        except (HTTPException, OSError, ValueError):
            raise FetchError(Reason.UNREACHABLE) from None
        finally:
            wire.close()
        target = target.onward(location)
        permanent = permanent and response.status in _PERMANENT
        moved_to = target.url if permanent else moved_to
    raise FetchError(Reason.TOO_MANY_REDIRECTS)


def _request(target: Target, method: str, user_agent: str) -> bytes:
    lines = [
        f"{method} {target.path} HTTP/1.1",
        f"Host: {target.netloc}",
        f"User-Agent: {user_agent}",
        "Accept: */*",
        "Accept-Encoding: identity",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def _body(response: HTTPResponse, most: int) -> bytes:
    if not most:
        return b""
    promised = response.length
    if promised is not None and promised > most:
        raise FetchError(Reason.TOO_LARGE)
    body = bytearray()
    while part := response.read(min(65536, most + 1 - len(body))):
        body += part
        if len(body) > most:
            raise FetchError(Reason.TOO_LARGE)
    if promised is not None and len(body) < promised:
        raise FetchError(Reason.UNREACHABLE)
    return bytes(body)
