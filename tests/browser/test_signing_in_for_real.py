"""Production settings over TLS, a real browser: an app, a recovery code, a passkey."""

import datetime
import ipaddress
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import hotp_value
from axe_playwright_python.sync_playwright import Axe
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page, expect

from tests.project.conftest import own_site, prepared_site  # noqa: F401  (fixtures)
from tests.project.environment import production
from tests.project.processes import PASSWORD, Site, free_port

pytestmark = pytest.mark.browser


def certificate(folder: Path) -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName(
                [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return str(folder / "cert.pem"), str(folder / "key.pem")


@pytest.fixture
def environment(own_site: Site, tmp_path: Path) -> dict[str, str]:  # noqa: F811
    cert, key = certificate(tmp_path)
    port = free_port()
    url = f"https://localhost:{port}"
    changes = production(own_site.var, SITE_URL=url, STAFF_URL=url, ALLOWED_HOSTS="localhost")
    changes["EMAIL_URL"] = f"filemail:///{own_site.var / 'mail'}"
    changes["DATABASE_URL"] = own_site.environment.get(
        "DATABASE_URL", f"sqlite:///{own_site.var / 'db.sqlite3'}"
    )
    return changes | {
        "PORT": str(port),
        "GUNICORN_CMD_ARGS": f"--certfile={cert} --keyfile={key}",
    }


@pytest.fixture
def real(own_site: Site, environment: dict[str, str]) -> Iterator[str]:  # noqa: F811
    """The address of a production process; its accounts are those of the sample."""
    with own_site.gunicorn(**environment):
        yield environment["SITE_URL"]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        ignore_https_errors=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce"
    )
    page = context.new_page()
    yield page
    context.close()


def password(page: Page, url: str, name: str, where: str = "/admin/") -> None:
    page.goto(url + where)
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def code_of(secret: str, ahead: int = 0) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30 + ahead):06}"


def sound(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(v["id"], [n["html"][:100] for n in v["nodes"]]) for v in found] == []


def test_an_app_a_recovery_code_and_a_passkey(real: str, page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    page.goto(f"{real}/admin/")
    sound(page)
    password(page, real, "editor")
    expect(page.locator("h1")).to_have_text("Set up your second factor")
    sound(page)
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=code]", "000000")
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".field.wrong .error")).to_contain_text("This code is not right")
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=code]", code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_url("**/recovery-codes/")
    sound(page)
    codes = page.input_value("#recovery_codes").split()
    assert len(codes) == 10

    # A passkey beside the app.
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    key: Any = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": key})
    page.goto(f"{real}/admin/signin/factor/webauthn/add/")
    sound(page)
    page.fill("input[name=name]", "This desk")
    page.check("input[name=passwordless]")
    page.get_by_role("button", name="Add", exact=True).click()
    page.wait_for_url("**/signin/factor/")
    sound(page)
    page.context.clear_cookies()

    password(page, real, "editor", "/admin/pages/")
    sound(page)
    page.fill("input[name=code]", codes[3])
    page.get_by_role("button", name="Sign In", exact=True).click()
    page.wait_for_url("**/admin/pages/**")
    page.context.clear_cookies()

    page.goto(f"{real}/admin/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url("**/admin/")
    expect(page.locator("main")).to_contain_text("editor")
    assert "demonstration" not in page.content()
    assert said == []


def test_intake_staff_need_the_code_that_a_lead_hands_over(
    real: str,
    page: Page,
    own_site: Site,  # noqa: F811
    environment: dict[str, str],
) -> None:
    password(page, real, "intake", "/admin/requests/")
    expect(page.locator("h1")).to_have_text("Set up your second factor")
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=code]", code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".field.wrong .error")).to_have_text("This field is required.")
    done = own_site.manage("forget_second_factor", "intake", **environment)
    code = done.stdout.partition("yourself: ")[2].strip()
    password(page, real, "intake", "/admin/requests/")
    secret = page.input_value("#authenticator_secret")
    page.fill("input[name=setup_code]", code)
    page.fill("input[name=code]", code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    page.wait_for_url("**/recovery-codes/")
    page.goto(f"{real}/admin/requests/")
    expect(page.locator("h1")).to_contain_text("Requests for help")
