"""`fetch` asks what it may, ends when it must, and raises its own error and no other."""

import gzip
import time
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from articles.fetching import Answer, FetchError, Reason, fetch, is_public, parse, wire
from tests.articles.hosts import (
    LOOPBACK,
    OK,
    Host,
    Names,
    certificate,
    closed_port,
    drips,
    floods,
    host,
    only_here,
    status,
)
from tests.articles.hosts import names as names

pytestmark = pytest.mark.django_db
AGENT = "Tests/1.0"


def get(url: str, **how: Any) -> Answer:
    return fetch(url, **({"timeout": 5, "allowed": only_here, "user_agent": AGENT} | how))


def refusal(url: str, **how: Any) -> Reason:
    with pytest.raises(FetchError) as raised:
        get(url, **how)
    return raised.value.reason


# --- What an answer is ---------------------------------------------------------------


def test_an_answer_and_what_was_asked() -> None:
    with host(OK) as site:
        answer = get(f"{site.url}a b/ñ?q=é&x[]=%20#part", most_bytes=10)
    assert answer == Answer(200, f"{site.url}a%20b/%C3%B1?q=%C3%A9&x[]=%20", "text/html", b"hi")
    assert site.asked == [
        "GET /a%20b/%C3%B1?q=%C3%A9&x[]=%20 HTTP/1.1\r\n"
        f"Host: 127.0.0.1:{site.port}\r\n"
        "User-Agent: Tests/1.0\r\nAccept: */*\r\nAccept-Encoding: identity\r\n"
        "Connection: close\r\n\r\n"
    ]


def test_head_has_no_body_however_much_it_promises() -> None:
    with host(b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n") as site:
        assert get(site.url, method="HEAD", most_bytes=10).body == b""
    assert site.methods == ["HEAD"]


def test_without_a_body_a_large_one_is_no_trouble() -> None:
    with host(floods(b"HTTP/1.1 404 No\r\nContent-Length: 999999999\r\n\r\n", b"x")) as site:
        assert get(site.url).status == 404


def test_what_is_packed_stays_packed() -> None:
    packed = gzip.compress(b"0" * 1_000_000)
    said = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(packed)}\r\n\r\n"
    with host(said.encode() + packed) as site:
        assert get(site.url, most_bytes=10_000).body == packed


def test_chunks_are_put_together() -> None:
    said = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n1\r\n!\r\n0\r\n\r\n"
    with host(said) as site:
        assert get(site.url, most_bytes=3).body == b"hi!"
        assert refusal(site.url, most_bytes=2) == Reason.TOO_LARGE


# --- Redirects -----------------------------------------------------------------------


def test_a_permanent_redirect_says_where_to() -> None:
    with host(OK) as new, host(status(302, f"Location: {new.url}b")) as middle:
        with host(status(301, f"Location: {middle.url}a")) as old:
            answer = get(old.url)
            with host(status(302, f"Location: {old.url}")) as first:
                assert get(first.url).moved_to == ""
        assert (answer.url, answer.moved_to) == (f"{new.url}b", f"{middle.url}a")
        assert get(middle.url).moved_to == ""


def test_a_redirect_within_the_host_and_in_utf_8() -> None:
    def talk(site: Host, socket: Any, head: str) -> None:
        path = head.split()[1]
        socket.sendall(OK if path == "/%C3%B1" else status(307, "Location: ñ"))

    with host(talk) as site:
        assert get(site.url).url == f"{site.url}%C3%B1"


def test_five_redirects_and_no_more() -> None:
    def talk(site: Host, socket: Any, head: str) -> None:
        left = int(head.split()[1].strip("/"))
        socket.sendall(status(302, f"Location: /{left - 1}") if left else OK)

    with host(talk) as site:
        assert get(f"{site.url}5").status == 200
        assert refusal(f"{site.url}6") == Reason.TOO_MANY_REDIRECTS
    with host(status(301, "Location: /")) as site:
        assert refusal(site.url) == Reason.TOO_MANY_REDIRECTS
        assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://169.254.169.254/latest/meta-data/", Reason.REFUSED_ADDRESS),
        ("//169.254.169.254/", Reason.REFUSED_ADDRESS),
        ("http://[fd00::1]/", Reason.REFUSED_ADDRESS),
        ("http://[::ffff:10.0.0.1]/", Reason.REFUSED_ADDRESS),
        ("file:///etc/passwd", Reason.BAD_ADDRESS),
        ("gopher://127.0.0.1/", Reason.BAD_ADDRESS),
        ("http://2852039166/", Reason.BAD_ADDRESS),
        ("http://user:pass@127.0.0.1/", Reason.BAD_ADDRESS),
        ("http://[::1/", Reason.BAD_ADDRESS),
        ("/a\r\n Host: b", Reason.BAD_ADDRESS),
    ],
)
def test_where_a_redirect_may_not_lead(location: str, reason: Reason) -> None:
    with host(status(302, f"Location: {location}")) as site:
        assert refusal(site.url) == reason


# --- Which addresses -----------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///path",
        "http://user@example.org/",
        "http://user:password@example.org/",
        "http://example.org\\@127.0.0.1/",
        "http://a\r\nHost: b/",
        "http://example.org/\r\nX: y",
        "http://example.org/\x00",
        "http://exa\x00mple.org/",
        "http://exa mple.org/",
        "http://ex%61mple.org/",
        "http://example.org:0/",
        "http://example.org:65536/",
        "http://example.org:8٠/",
        "http://example..org/",
        "http://-example.org/",
        f"http://{'a' * 64}.org/",
        f"http://{'a.' * 130}org/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1.2/",
        "http://[127.0.0.1]/",
        "http://[fe80::1%25eth0]/",
        "http://[::1]evil.org/",
        "http://evil[::1]/",
        "http://\ud800.org/",
        "http://example.org/\ud800",
    ],
)
def test_bad_addresses(url: str, names: Names) -> None:
    assert refusal(url, allowed=is_public) == Reason.BAD_ADDRESS
    assert names.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1./",
        "http://１２７.０.０.１/",
        "http://127。0。0。1/",
        "http://0.0.0.0/",
        "http://10.0.0.1/",
        "http://169.254.169.254/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://192.0.0.8/",
        "http://[::]/",
        "http://[::1]/",
        "http://[::7f00:1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a9fe:a9fe]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://[64:ff9b:1::8.8.8.8]/",
        "http://[2002:7f00:1::]/",
        "http://[2001:0:1::1]/",
        "http://[2001:db8::1]/",
        "http://[fe80::1]/",
        "http://[fd00::1]/",
        "http://[ff0e::1]/",
        "https://8.8.8.8:8443/",
        "http://8.8.8.8:22/",
    ],
)
def test_addresses_that_are_not_public(url: str, names: Names) -> None:
    assert refusal(url, allowed=is_public) == Reason.REFUSED_ADDRESS
    assert names.asked == []


@pytest.mark.parametrize(
    "number",
    ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"],
)
def test_addresses_that_are_public(number: str) -> None:
    assert is_public(ip_address(number), 443)


@pytest.mark.parametrize("url", ["http://localhost/", "http://localhost./", "http://LOCALHOST/"])
def test_this_machine_by_its_name(url: str) -> None:
    assert refusal(url, allowed=is_public) == Reason.REFUSED_ADDRESS


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("HTTP://Example.ORG.:80", "http://example.org/"),
        (" https://bücher.example:443/ñ#x ", "https://xn--bcher-kva.example/%C3%B1"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("http://[2606:4700:0::1111]:8080/?", "http://[2606:4700::1111]:8080/"),
        ("http://a_b.example.org/%zz|", "http://a_b.example.org/%zz%7C"),
    ],
)
def test_one_spelling_for_an_address(typed: str, asked: str) -> None:
    assert parse(typed).url == asked


def test_one_private_address_among_public_ones_refuses_the_host(names: Names) -> None:
    names.add("two.test", ["93.184.215.14", "10.0.0.1"])
    assert refusal("http://two.test/", allowed=is_public) == Reason.REFUSED_ADDRESS
    names.add("six.test", ["93.184.215.14", "fe80::1%2"])
    assert refusal("http://six.test/", allowed=is_public) == Reason.REFUSED_ADDRESS


def test_a_name_is_looked_up_once_and_what_was_checked_is_asked(names: Names) -> None:
    names.add("rebinds.test", ["127.0.0.1"], ["10.0.0.1"])
    checked: list[str] = []

    def allowed(address: Any, port: int) -> bool:
        checked.append(str(address))
        return only_here(address, port)

    with host(OK) as site:
        assert get(site.named("rebinds.test"), allowed=allowed).status == 200
        assert (names.asked, checked) == (["rebinds.test"], ["127.0.0.1"])
        assert f"Host: rebinds.test:{site.port}\r\n" in site.asked[0]
        # Its next answer is another one, and is checked like the first.
        assert refusal(site.named("rebinds.test")) == Reason.REFUSED_ADDRESS


def test_the_next_address_of_a_host_is_asked_when_the_first_is_silent(names: Names) -> None:
    with host(OK) as site:
        names.add("two.test", ["::1", "127.0.0.1"])
        assert get(site.named("two.test")).status == 200


def test_an_address_of_ipv6() -> None:
    with host(OK, address="::1") as site:
        assert get(f"http://[::1]:{site.port}/").status == 200
    assert f"Host: [::1]:{site.port}\r\n" in site.asked[0]


# --- When it ends --------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Drip: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
    ],
    ids=["status", "headers", "body", "promised", "chunk"],
)
def test_who_drips_is_left_at_the_deadline(said: bytes) -> None:
    with host(drips(said)) as site:
        began = time.monotonic()
        assert refusal(site.url, timeout=0.5, most_bytes=10_000) == Reason.TIMEOUT
        assert time.monotonic() - began < 1


def test_redirects_share_one_deadline() -> None:
    def talk(site: Host, socket: Any, head: str) -> None:
        site.closed.wait(0.3)
        socket.sendall(status(302, "Location: /"))

    with host(talk) as site:
        began = time.monotonic()
        assert refusal(site.url, timeout=0.5) == Reason.TIMEOUT
        assert time.monotonic() - began < 1


def test_a_name_server_that_hangs_holds_up_nobody(names: Names) -> None:
    began = time.monotonic()
    assert refusal("http://hangs.test/", timeout=0.3) == Reason.TIMEOUT
    assert time.monotonic() - began < 1


def test_a_silent_handshake_ends() -> None:
    with host(drips(b"")) as site:
        began = time.monotonic()
        assert refusal(f"https://127.0.0.1:{site.port}/", timeout=0.5) == Reason.TIMEOUT
        assert time.monotonic() - began < 1


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    ("said", "again"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nX: ", b"x" * 1000),
        (b"HTTP/1.1 200 OK\r\n", b"X: " + b"x" * 60_000 + b"\r\n"),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
        (CHUNKED, b"1;" + b"x" * 9_999 + b"\r\nA\r\n"),
        (CHUNKED + b"0\r\n", b"X: y\r\n"),
    ],
    ids=["body", "promised", "line", "headers", "continue", "chunks", "trailer"],
)
def test_too_much_is_left(said: bytes, again: bytes) -> None:
    with host(floods(said, again)) as site:
        assert refusal(site.url, most_bytes=1000) == Reason.TOO_LARGE


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"hello\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 99 Low\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhi",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhi",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhi",
    ],
)
def test_what_is_no_whole_answer(said: bytes) -> None:
    with host(said) as site:
        assert refusal(site.url, most_bytes=1000) == Reason.UNREACHABLE


def test_nobody_there(names: Names) -> None:
    assert refusal("http://unknown.test/") == Reason.UNREACHABLE
    with closed_port() as port:
        assert refusal(f"http://127.0.0.1:{port}/") == Reason.UNREACHABLE


# --- TLS -----------------------------------------------------------------------------


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The server's side of TLS for the name `safe.test`, by an authority that is believed."""
    path, context = certificate(tmp_path, "safe.test")
    monkeypatch.setenv("SSL_CERT_FILE", str(path))
    wire._tls.cache_clear()
    yield context
    wire._tls.cache_clear()


def test_tls_asks_by_name_and_checks_it(trusted: Any, names: Names) -> None:
    heard: list[str | None] = []
    trusted.sni_callback = lambda socket, name, context: heard.append(name)
    for name in ("safe.test", "other.test"):
        names.add(name, ["127.0.0.1"])
    with host(OK, trusted) as site:
        assert get(f"https://safe.test.:{site.port}/", most_bytes=5).body == b"hi"
        assert heard == ["safe.test"]
        assert refusal(f"https://other.test:{site.port}/") == Reason.TLS
        assert refusal(f"https://127.0.0.1:{site.port}/") == Reason.TLS
        assert len(site.asked) == 1


def test_a_certificate_of_nobody_is_not_believed(tmp_path: Path, names: Names) -> None:
    names.add("safe.test", ["127.0.0.1"])
    with host(OK, certificate(tmp_path, "safe.test")[1]) as site:
        assert refusal(f"https://safe.test:{site.port}/") == Reason.TLS


def test_tls_with_a_host_that_has_none() -> None:
    with host(OK) as site:
        # It waits for the end of a request that never comes: too slow is as bad.
        assert refusal(f"https://127.0.0.1:{site.port}/", timeout=0.5) in (
            Reason.TLS,
            Reason.TIMEOUT,
        )


# --- Any words, any answer -----------------------------------------------------------

PIECES = [*"@:[]%.#?\\aß。１", "http://", "https://", "//", "::1", "127.0.0.1", "0x7f", "ffff:"]
PIECES += ["\r\n", "\x00", "\ud800", "xn--", "localhost"]
anything = st.one_of(
    st.text(st.characters(), max_size=60).map(lambda words: f"http://{words}"),
    st.text(st.characters(), max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=9).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=9).map(lambda parts: f"https://{''.join(parts)}"),
)
slowly = settings(
    deadline=None,
    max_examples=300,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@slowly
@given(url=anything)
@example(url="http://[::ffff:127.0.0.1]")
def test_no_address_raises_another_error_or_is_let_through(url: str, names: Names) -> None:
    """No name is known to this name server: what may be asked is only what is a number."""
    with pytest.raises(FetchError):
        fetch(url, timeout=1, allowed=lambda address, port: False, user_agent=AGENT)


@slowly
@given(path=anything)
def test_any_path_is_asked_as_one_line(path: str, site: Host) -> None:
    site.asked.clear()
    with suppress(FetchError):
        assert get(f"{site.url}{path}").status == 200
        [head] = site.asked
        assert head.isascii()
        assert head.count("\r\n") == 7
    assert len(site.asked) <= 1


@slowly
@given(
    said=st.lists(
        st.one_of(
            st.binary(max_size=30),
            st.sampled_from([b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 M\r\n", b"Location: "]),
            st.sampled_from([b"Transfer-Encoding: chunked\r\n", b"Content-Length: ", b"5\r\n"]),
        ),
        max_size=8,
    ).map(b"".join)
)
def test_any_answer_is_an_answer_or_its_own_error(said: bytes, site: Host) -> None:
    site.says = said  # type: ignore[attr-defined]
    try:
        answer = get(site.url, most_bytes=20)
    except FetchError:
        pass
    else:
        assert len(answer.body) <= 20


@pytest.fixture
def site() -> Iterator[Host]:
    with host(lambda site, wire, head: wire.sendall(getattr(site, "says", OK))) as served:
        yield served


def test_a_user_agent_is_one_line() -> None:
    with pytest.raises(ValueError, match="user agent"):
        get("http://127.0.0.1/", user_agent="a\r\nHost: b")


def test_the_loopback_is_what_these_tests_allow() -> None:
    assert not any(is_public(ip_address(address), 80) for address in LOOPBACK)
