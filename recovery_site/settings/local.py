"""What a local run has when the environment is silent: everything lives in one folder, `var/`.

Keys and secrets are made once and kept there, readable by their owner alone.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from contact.sealing.keyring import generate

LOCAL_KEY = "local"
"""The name of the sealing key that a local run makes: none for a site that is open."""


def keep(path: Path, make: Callable[[], str]) -> str:
    """The text of `path`, written with mode 0600 the first time.

    Two processes that start at once agree: the name appears whole or not at all.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(make())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


def fill_environment(var: Path, port: str) -> None:
    """Set what the environment does not say; what is set wins."""
    pair = keep(var / "keys" / "intake", lambda: "\n".join(generate(LOCAL_KEY)))
    private, public = pair.splitlines()
    # A local run shows how it works: of a real site's recovery key, only the public half is here.
    recovery = keep(var / "keys" / "recovery", lambda: "\n".join(generate("local-recovery")))
    defaults = {
        "SITE_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": f"sqlite:///{var / 'db.sqlite3'}",
        "EMAIL_URL": f"filemail:///{var / 'mail'}",
        "DEFAULT_FROM_EMAIL": "Recovery site <website@example.org>",
        "SECRET_KEY": keep(var / "keys" / "secret", lambda: secrets.token_urlsafe(50)),
        "ALLOWED_HOSTS": "127.0.0.1,localhost,[::1]",
        "INTAKE_PUBLIC_KEYS": f"{public},{recovery.splitlines()[1]}",
        "INTAKE_PRIVATE_KEYS": "" if os.environ.get("SITE_ROLE") == "public" else private,
        "INTAKE_RECIPIENTS": "intake@example.org",
    }
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
