"""`python -m tests.project.deploy_check`: Django's deployment checks, on production settings."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.project.environment import ROOT, production

COMMAND = ["manage.py", "check", "--deploy", "--fail-level", "WARNING"]


def run(**changes: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as var:
        return subprocess.run(
            [sys.executable, *COMMAND],
            cwd=ROOT,
            env=production(Path(var), **changes),
            capture_output=True,
            text=True,
        )


if __name__ == "__main__":
    done = run()
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    sys.exit(done.returncode)
