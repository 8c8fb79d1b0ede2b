"""Hosts to ask, true servers on this machine: they say the bytes they are given, or misbehave."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address, IPv6Address
from pathlib import Path

import pytest

Conversation = Callable[["Host", socket.socket, str], None]
LOOPBACK = {"127.0.0.1", "::1"}
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 2\r\n\r\nhi"


@dataclass
class Host:
    port: int
    asked: list[str] = field(default_factory=list)
    """The head of each request."""
    closed: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def named(self, name: str, path: str = "/") -> str:
        return f"http://{name}:{self.port}{path}"

    @property
    def methods(self) -> list[str]:
        return [head.split()[0] for head in self.asked]


def only_here(address: IPv4Address | IPv6Address, port: int) -> bool:
    return str(address) in LOOPBACK


def status(number: int, *headers: str) -> bytes:
    return "\r\n".join([f"HTTP/1.1 {number} Said", *headers, "Content-Length: 0", "", ""]).encode()


def drips(said: bytes) -> Conversation:
    """Says this, then one letter after another, for ever."""

    def talk(host: Host, wire: socket.socket, head: str) -> None:
        wire.sendall(said)
        while not host.closed.wait(0.05):
            wire.sendall(b"x")

    return talk


def floods(said: bytes, again: bytes) -> Conversation:
    """Says this, then the same as fast as it can, for ever."""

    def talk(host: Host, wire: socket.socket, head: str) -> None:
        wire.sendall(said)
        while not host.closed.is_set():
            wire.sendall(again * 100)

    return talk


def by_method(**said: bytes) -> Conversation:
    def talk(host: Host, wire: socket.socket, head: str) -> None:
        wire.sendall(said[head.split()[0]])

    return talk


@contextmanager
def host(
    said: bytes | Conversation, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1"
) -> Iterator[Host]:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family)
    listener.bind((address, 0))
    listener.listen(20)
    served = Host(listener.getsockname()[1])

    def talk(wire: socket.socket) -> None:
        with suppress(OSError), wire:
            wire.settimeout(10)
            if tls is not None:
                wire = tls.wrap_socket(wire, server_side=True)
            head = b""
            while b"\r\n\r\n" not in head:
                more = wire.recv(65536)
                if not more:
                    return
                head += more
            served.asked.append(head.decode())
            if isinstance(said, bytes):
                wire.sendall(said)
            else:
                said(served, wire, head.decode())
            wire.close()

    def listen() -> None:
        with suppress(OSError):
            while not served.closed.is_set():
                threading.Thread(target=talk, args=[listener.accept()[0]], daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield served
    finally:
        served.closed.set()
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


@contextmanager
def closed_port() -> Iterator[int]:
    """A port where nobody listens, and nobody else will."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


class Names:
    """The name server of a test. A name has the answers it is given, one after another."""

    def __init__(self) -> None:
        self.known: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []
        self.hangs = threading.Event()

    def add(self, name: str, *answers: list[str]) -> None:
        self.known[name] = list(answers)

    def look_up(self, host: str, port: int, **also: object) -> list[tuple[object, ...]]:
        self.asked.append(host)
        if host == "hangs.test":
            self.hangs.wait(20)
        answers = self.known.get(host)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        found = answers.pop(0) if len(answers) > 1 else answers[0]
        return [(0, 0, 0, "", (address, port)) for address in found]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Iterator[Names]:
    server = Names()
    monkeypatch.setattr(socket, "getaddrinfo", server.look_up)
    yield server
    server.hangs.set()


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate that vouches for itself, and a server's side of TLS with it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    who = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(who)
        .issuer_name(who)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path, secret = folder / f"{name}.pem", folder / f"{name}.key"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, secret)
    return path, context
