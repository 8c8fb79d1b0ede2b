"""`make run` may be typed again and again: what somebody wrote stays as they left it."""

import signal
import socket
import time
from typing import Any

import pytest
from django.test import Client

from articles.demo.loader import load
from articles.models import ArticlePage, HomePage, Menus, Organisation, SiteImage, Source
from recovery_site.local import ACCOUNTS
from tests.project.processes import PASSWORD, Site, free_port

DIGEST = """
import hashlib
from django.db import connection
def digest():
    rows = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += sorted(f"{table} {[bytes(v) if isinstance(v, memoryview) else v for v in row]}"
                           for row in cursor.fetchall())
    return hashlib.sha256("\\n".join(rows).encode()).hexdigest()
"""
EDIT = """
from django.contrib.auth import get_user_model
from articles.models import ArticlePage, HomePage, Organisation, Source, TopicPage
from contact.models import Office
article = ArticlePage.objects.get(slug="mothering-from-the-inside-out", locale__language_code="en")
article.title = "Ours now"
article.save_revision().publish()
ArticlePage.objects.get(slug="what-is-kratom-withdrawal").delete()
ArticlePage.objects.get(slug="opioids-heroin-and-fentanyl").unpublish()
office = Office.load()
office.retention_days = 7
office.hours.all().delete()
office.save()
organisation = Organisation.objects.get()
organisation.phone = "+16025550142"
organisation.save()
Source.objects.filter(key="volkow-2016").update(title="Ours now")
user = get_user_model().objects.get(username="editor")
user.set_password("another-long-password")
user.save()
"""


def test_a_second_prepare_changes_nothing_at_all(own_site: Site) -> None:
    before = own_site.python(DIGEST + EDIT + "say(digest())")
    began = time.monotonic()
    done = own_site.manage("run_local", "--prepare")
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - began < 30, "no pictures, no static files, no migrations again"
    assert own_site.python(DIGEST + "say(digest())") == before
    assert PASSWORD not in done.stdout
    assert "password" not in done.stdout
    assert done.stdout.strip() == ""


def test_the_demo_accounts_sign_in(own_site: Site) -> None:
    signed = own_site.python(
        f"""
from django.contrib.auth import authenticate
say({{name: authenticate(username=name, password={PASSWORD!r}) is not None
     for name in {list(ACCOUNTS)!r}}})
"""
    )
    assert signed == dict.fromkeys(ACCOUNTS, True)


def test_a_source_that_was_deleted_does_not_come_back(db: None) -> None:
    source = Source.objects.get(key="volkow-2016")
    source.delete()
    assert load() == 0
    assert not Source.objects.filter(key="volkow-2016").exists()


def test_an_article_that_was_moved_or_renamed_is_not_made_again(db: None) -> None:
    article = ArticlePage.objects.get(slug="what-is-kratom-withdrawal")
    article.slug = "kratom"
    article.save()
    count = ArticlePage.objects.count()
    assert load() == 0
    assert ArticlePage.objects.count() == count


def test_menus_that_were_emptied_stay_empty(db: None) -> None:
    Menus.objects.update(header=[], footer=[])
    load()
    menus = Menus.objects.get()
    assert (len(menus.header), len(menus.footer)) == (0, 0)


def test_doors_that_were_taken_away_stay_away(db: None) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.doors = []
    home.save_revision().publish()
    load()
    assert len(HomePage.objects.get(locale__language_code="en").doors) == 0


def test_a_dark_twin_that_was_taken_away_stays_away(db: None) -> None:
    image = SiteImage.objects.exclude(dark=None).first()
    SiteImage.objects.filter(pk=image.pk).update(dark=None)
    load()
    assert SiteImage.objects.get(pk=image.pk).dark is None


def test_the_organisations_settings_stay(db: None) -> None:
    Organisation.objects.update(phone="+16025550142", cost="", privacy_page=None)
    load()
    kept = Organisation.objects.get()
    assert (kept.phone, kept.cost, kept.privacy_page) == ("+16025550142", "", None)


def test_a_port_in_use_is_one_clear_line(own_site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = own_site.manage("run_local", PORT=str(port))
    assert done.returncode != 0
    assert f"Port {port} is in use." in done.stderr
    assert f"PORT={port + 1} make run" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_stopped(own_site: Site, sign: Any) -> None:
    port = free_port()
    running = own_site.start("manage.py", "run_local", PORT=str(port))
    try:
        assert running.stdout is not None
        for line in running.stdout:
            if "Ctrl-C" in line:
                break
        with socket.create_connection(("127.0.0.1", port), 10) as wire:
            wire.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            assert b"200 OK" in wire.recv(1000)
    finally:
        running.send_signal(sign)
        said = running.communicate(timeout=40)[0]
    assert running.returncode == 0, said
    assert "Stopped." in said
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", port)) != 0


def test_it_is_for_a_local_run_alone(own_site: Site) -> None:
    done = own_site.manage(
        "run_local",
        "--prepare",
        DJANGO_SETTINGS_MODULE="recovery_site.settings.test",
    )
    assert done.returncode != 0
    assert "not for production" in done.stderr


def test_no_demo_account_is_made_by_migrations(db: None, client: Client) -> None:
    from django.contrib.auth import get_user_model

    assert not get_user_model().objects.exists()
