"""What a local run needs before it can serve: made the first time, left alone afterwards."""

import hashlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from articles.demo.loader import load
from contact import team
from contact.models import Office, OpeningHours
from recovery_site.apps import set_site_address

Progress = Callable[[str], None]

ACCOUNTS = {
    "admin": None,
    "editor": "Editors",
    "reviewer": "Reviewers",
    "publisher": "Publishers",
    "intake": "Intake",
    "lead": "Intake leads",
    "auditor": "Auditors",
}
"""The demo accounts and their groups; `admin` is the superuser, and in no intake group."""


def prepare(progress: Progress) -> None:
    """Database, sample, accounts, static files. Overwrites nothing that somebody wrote."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        progress("Making the database (about half a minute the first time) ...")
        call_command("migrate", verbosity=0, interactive=False)
    made = load(lambda line: progress(f"Loading the sample: {line} ...") if is_new() else None)
    if made:
        progress(f"Loaded {made} things.")
    set_site_address()
    open_office()
    password = make_accounts()
    if static_changed():
        progress("Compressing the static files ...")
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp().write_text(static_digest())
    if password:
        progress(f"\nDemo accounts: {', '.join(ACCOUNTS)}")
        progress(f"Their password, shown this once: {password}\n")


def is_new() -> bool:
    return not Office.objects.exists()


@transaction.atomic
def open_office() -> None:
    """Monday to Friday, 8 to 6: the sample's hours, until a lead sets others."""
    if not Office.objects.exists():
        office = Office.load()
        for weekday in range(5):
            OpeningHours.objects.create(office=office, weekday=weekday, sort_order=weekday)


@transaction.atomic
def make_accounts() -> str:
    """Make the demo accounts that are missing; returns their password, or "" if none was."""
    User = get_user_model()
    known = set(User.objects.values_list("username", flat=True))
    missing = [name for name in ACCOUNTS if name not in known]
    if not missing:
        return ""
    password = os.environ.get("DEMO_PASSWORD") or secrets.token_urlsafe(12)
    for name in missing:
        user = User.objects.create_user(name, f"{name}@example.org", password)
        group = ACCOUNTS[name]
        if group is None:
            user.is_superuser = user.is_staff = True
            user.save()
        else:
            with team.allowed():
                user.groups.add(Group.objects.get(name=group))
    return password


def stamp() -> Path:
    return settings.VAR_DIR / "static.stamp"


def static_changed() -> bool:
    same = stamp().exists() and stamp().read_text() == static_digest()
    return not (same and settings.STATIC_ROOT.exists())


def static_digest() -> str:
    """Changes with our files and with the locked packages, which bring the rest."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.lock").read_bytes())
    for path in sorted((settings.BASE_DIR / "static").rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return digest.hexdigest()


def addresses() -> str:
    mail = settings.VAR_DIR / "mail"
    where = mail if "filebased" in settings.EMAIL_BACKEND else "sent by the mail server"
    return (
        f"\n  Site   {settings.SITE_URL}/\n  Admin  {settings.STAFF_URL}/admin/\n"
        f"  Mail   {where}\n\nCtrl-C stops it."
    )
