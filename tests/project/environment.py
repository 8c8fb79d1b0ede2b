"""What a production process is started with; every key is made anew."""

import os
import secrets
from pathlib import Path

from contact.sealing.keyring import generate

ROOT = Path(__file__).parent.parent.parent
OFFLINE = ROOT / "tests" / "offline"
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")
"""What a child process may know of ours; the rest was put there by recovery_site.settings.test."""


def bare(**changes: str) -> dict[str, str]:
    return {name: os.environ[name] for name in KEPT if name in os.environ} | changes


def production(var: Path, **changes: str) -> dict[str, str]:
    """A complete environment. `NAME=""` leaves that setting out."""
    (private, public), (_, recovery) = generate("check"), generate("check-recovery")
    said = {
        "DJANGO_SETTINGS_MODULE": "recovery_site.settings.production",
        "VAR_DIR": str(var),
        "SITE_URL": "https://www.example.org",
        "STAFF_URL": "https://staff.example.org",
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "EMAIL_URL": "smtp://127.0.0.1:2525",
        "DEFAULT_FROM_EMAIL": "website@example.org",
        "SECRET_KEY": secrets.token_urlsafe(60),
        "INTAKE_PUBLIC_KEYS": f"{public},{recovery}",
        "INTAKE_PRIVATE_KEYS": private,
        "INTAKE_RECIPIENTS": "intake@example.org",
    } | changes
    return bare(**{name: value for name, value in said.items() if value})
