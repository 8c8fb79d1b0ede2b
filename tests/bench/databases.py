"""One measurement on each database that is here."""

import os
import subprocess
import sys

from tests import services


def on_each(module: str) -> str:
    """What `python -m module` says, with the database's name in `BENCH_DATABASE`.

    Each database in a process of its own: Django's settings know one. Raises
    `subprocess.CalledProcessError` if a measurement fails.
    """
    said = []
    postgres = not services.SERVICES["postgres"].missing()
    for kind in ("SQLite", "PostgreSQL") if postgres else ("SQLite",):
        environment = os.environ | {"BENCH_DATABASE": kind}
        environment.pop("DATABASE_URL", None)
        if kind == "PostgreSQL":
            name = f"recovery_bench_{os.getpid()}"
            environment["DATABASE_URL"] = services.POSTGRES_URL.rpartition("/")[0] + f"/{name}"
        done = subprocess.run(
            [sys.executable, "-m", module],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        said.append(done.stdout)
    return "".join(said)
