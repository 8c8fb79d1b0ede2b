"""The measure for the intake: a Django view that inserts one row and nothing else.

The same gunicorn settings, database settings and size of row as the site's; no middleware.
"""

import os
import uuid

import django
from django.conf import settings

COLUMNS = "id varchar(36) PRIMARY KEY, envelope {blob} NOT NULL, at varchar(40) NOT NULL"


def configure() -> None:
    import environ

    database = environ.Env().db("DATABASE_URL")
    if "sqlite" in database["ENGINE"]:
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
        database["CONN_MAX_AGE"] = None
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    settings.configure(
        ALLOWED_HOSTS=["*"],
        DATABASES={"default": database},
        ROOT_URLCONF=__name__,
        SECRET_KEY="measure",
        USE_TZ=True,
    )
    django.setup()


if os.environ.get("BARE"):
    configure()

    from django.core.wsgi import get_wsgi_application
    from django.db import connection, models
    from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
    from django.urls import path
    from django.utils import timezone

    class Row(models.Model):
        id = models.UUIDField(primary_key=True)
        envelope = models.BinaryField()
        at = models.DateTimeField()

        class Meta:
            app_label = "bare"

        def __str__(self) -> str:
            return str(self.id)

    def insert(request: HttpRequest) -> HttpResponse:
        said = request.POST["message"].encode().ljust(4600)
        Row.objects.create(id=uuid.uuid4(), envelope=said, at=timezone.now())
        return HttpResponseRedirect("/thanks/", status=303)

    urlpatterns = [path("contact/", insert)]
    with connection.schema_editor() as editor:
        editor.create_model(Row)
    connection.close()
    application = get_wsgi_application()
