"""Django's deployment checks, and the house's own, on production settings."""

from contact.sealing.keyring import generate
from tests.project.deploy_check import run


def test_a_complete_installation_has_no_warning() -> None:
    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "no issues" in done.stdout


def test_a_public_process_has_none_either() -> None:
    done = run(SITE_ROLE="public", INTAKE_PRIVATE_KEYS="")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_weak_secret_is_a_warning_and_fails() -> None:
    """The command can fail: else the two tests above say nothing."""
    done = run(SECRET_KEY="short")
    assert done.returncode == 1
    assert "security.W009" in done.stderr


def test_keys_that_do_not_belong_together_stop_it() -> None:
    private, _public = generate("other")
    done = run(INTAKE_PRIVATE_KEYS=private)
    assert done.returncode == 1
    assert "recovery.E002" in done.stderr


def test_a_public_key_that_is_none_is_named() -> None:
    for key in ("nonsense", "check:" + "_" * 1621 + "w=="):
        done = run(INTAKE_PUBLIC_KEYS=key)
        assert done.returncode == 1
        assert "recovery.E001" in done.stderr
        assert "Traceback" not in done.stderr
