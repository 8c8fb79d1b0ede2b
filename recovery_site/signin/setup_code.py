"""A lead vouches for who sets up the second factor of an account that may open requests.

Without that, whoever knows an account's first password, such as the administrator who made it,
could set up a factor of their own and be that colleague. The code goes from the lead to the person.
"""

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from contact.models.intake_request import REFERENCE_LETTERS
from contact.team import is_member
from recovery_site.models import SetupCode
from recovery_site.signin.staff_session import end_sessions

VALID = timedelta(days=7)
TRIES = 5


@transaction.atomic
def begin_anew(user: Any) -> str:
    """Forget the account's second factors, sign it out, and return a code to set up another.

    Accounts outside the team need none: theirs is "".
    """
    Authenticator.objects.filter(user=user).delete()
    SetupCode.objects.filter(user=user).delete()
    end_sessions(user)
    if not is_member(user) or settings.DEMONSTRATION:
        return ""
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(12))
    SetupCode.objects.create(user=user, digest=_digest(letters), expires_at=timezone.now() + VALID)
    return "-".join(letters[i : i + 4] for i in (0, 4, 8))


def is_needed(user: Any) -> bool:
    """To set up the first factor of somebody in the team; further ones need the first."""
    primary = Authenticator.objects.filter(user=user).exclude(type="recovery_codes")
    return not settings.DEMONSTRATION and is_member(user) and not primary.exists()


def fits(user: Any, typed: str) -> bool:
    """Whether this is the code that a lead got for the account; five wrong ones void it."""
    waiting = SetupCode.objects.filter(user=user, expires_at__gt=timezone.now(), tries__lt=TRIES)
    if not waiting.update(tries=models.F("tries") + 1):
        return False
    letters = "".join(c for c in typed.upper() if c.isalnum())
    return secrets.compare_digest(waiting.model.objects.get(user=user).digest, _digest(letters))


def vouched(user: Any, **kwargs: Any) -> str:
    """Receiver of `contact.team.vouched`: a lead, or the server, knows this person."""
    return begin_anew(user)


def spend(user: Any, **kwargs: Any) -> None:
    """Receiver of `authenticator_added`."""
    SetupCode.objects.filter(user=user).delete()


def _digest(letters: str) -> str:
    return hashlib.sha256(letters.encode()).hexdigest()
