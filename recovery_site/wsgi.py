import logging
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "recovery_site.settings.production")

application = get_wsgi_application()

from articles.search import warm  # noqa: E402  (needs the apps to be loaded)
from articles.templatetags.site import remember  # noqa: E402
from recovery_site.checks import sealing_keys  # noqa: E402

remember()
# The search reads every article once: here, beside the first requests, and not for the first
# family that searches.
threading.Thread(target=warm, name="search", daemon=True).start()

# Pages are served all the same, and the form says honestly that it cannot take a request.
for problem in sealing_keys(None):
    logging.getLogger("recovery_site").error(problem.msg)
