import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings.production")

application = get_wsgi_application()

from articles.templatetags.site import remember  # noqa: E402  (needs the apps to be loaded)
from recovery_site.checks import sealing_keys  # noqa: E402

remember()

# Pages are served all the same, and the form says honestly that it cannot take a request.
for problem in sealing_keys(None):
    logging.getLogger("recovery_site").error(problem.msg)
