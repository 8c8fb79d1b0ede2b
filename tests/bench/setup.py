"""A database of its own with the sample in it, made before anything is measured."""

import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import django


@contextmanager
def sample_site(prepared: bool = True, as_installed: bool = False) -> Iterator[None]:
    """Inside it, `recovery_site.settings.test` is set up on a temporary SQLite with the sample.

    A `DATABASE_URL` in the environment wins, so that PostgreSQL can be measured too; then
    Django's test runner makes and drops a `test_...` database there. Not `prepared`: the settings
    alone, without a database. `as_installed`: SQLite in a file, where the test runner's own lies in
    memory, and templates that nobody takes notes of.
    """
    os.environ["DJANGO_SETTINGS_MODULE"] = "recovery_site.settings.test"
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/db.sqlite3")
        django.setup()
        if not prepared:
            yield
            return
        from django.conf import settings
        from django.db import connection
        from django.test.utils import setup_test_environment, teardown_test_environment

        from articles.demo.loader import load
        from recovery_site.local import open_office

        logging.getLogger("django.request").setLevel(logging.CRITICAL)
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        if not as_installed:
            setup_test_environment(debug=False)
        name = connection.settings_dict["NAME"]
        if as_installed and connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = f"{folder}/measured.sqlite3"
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            load()
            open_office()
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
            if not as_installed:
                teardown_test_environment()
