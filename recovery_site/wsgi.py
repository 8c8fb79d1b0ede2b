import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings.production")

application = get_wsgi_application()

from articles.templatetags.site import remember  # noqa: E402  (needs the apps to be loaded)

remember()
