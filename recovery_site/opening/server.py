"""What only the server's settings say: keys, mail, addresses."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from contact.sealing import public_keys
from recovery_site.checks import recovery_key, sealing_keys
from recovery_site.opening.lack import Lack, Link
from recovery_site.settings.local import LOCAL_KEY

STAY_HERE = ("filebased", "console", "dummy", "locmem")
"""Django's mail backends that send nothing."""


def sealing() -> Iterator[Lack]:
    links = (Link(_("On the server: manage.py intake_keys make")),)
    if sealing_keys(None):
        why = _("What families write could not be sealed, or your staff could not open it.")
        yield Lack("sealing", _("Sealing keys that fit together"), why, links)
        return
    if next(iter(public_keys())) == LOCAL_KEY:
        why = _("The key was made by a trial run and lies beside the words that it seals.")
        yield Lack("demo-key", _("A sealing key of your own"), why, links)
    if recovery_key(None):
        why = _("If the one key is lost, nobody can read what families wrote.")
        yield Lack("recovery-key", _("A recovery key, kept away from the server"), why, links)


def mail() -> Iterator[Lack]:
    if any(name in settings.EMAIL_BACKEND for name in STAY_HERE):
        why = _("Mail stays on this server, so staff never hear of a new request.")
        links = (Link(_("On the server: the setting EMAIL_URL")),)
        yield Lack("mail", _("A mail server"), why, links)


def addresses() -> Iterator[Lack]:
    for name in ("SITE_URL", "STAFF_URL"):
        if not getattr(settings, name).startswith("https://"):
            what = _("An address with https:// in %(name)s") % {"name": name}
            why = _("Without it, others on the same network can read what is typed.")
            links = (Link(_("On the server: the setting %(name)s") % {"name": name}),)
            yield Lack(f"https-{name.lower().replace('_', '-')}", what, why, links)
