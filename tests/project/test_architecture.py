"""The lines of the house: who may import whom, and a model's every change in a migration."""

import subprocess
import sys

import pytest
from django.core.management import call_command

from tests.project.environment import ROOT, bare

LINT = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_cache=True))"


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT], cwd=ROOT, env=bare(), capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    assert " 0 broken" in done.stdout
    kept = int(done.stdout.partition("Contracts: ")[2].split()[0])
    assert kept >= 5


def test_no_migration_is_pending(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("makemigrations", check=True, dry_run=True)
    assert "No changes detected" in capsys.readouterr().out


def test_gunicorns_configuration_imports_nothing_of_ours() -> None:
    code = (ROOT / "recovery_site" / "gunicorn.py").read_text()
    assert [line for line in code.splitlines() if line.startswith(("import", "from"))] == [
        "import os"
    ]
    done = subprocess.run(
        [sys.executable, "-c", "import runpy; runpy.run_path('recovery_site/gunicorn.py')"],
        cwd=ROOT,
        env=bare(WEB_CONCURRENCY="3"),
    )
    assert done.returncode == 0
