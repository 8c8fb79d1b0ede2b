"""How allauth signs staff in here: what it counts, what it keeps locked, what it mails."""

import logging
import threading
import time
from typing import Any

from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from contact.sealing.locked import lock, unlock
from contact.team import is_member
from recovery_site.public.rate_limit import hashed_address
from recovery_site.signin import device

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("This name and this password do not belong together."),
        "too_many_login_attempts": _(
            "Too many tries that failed. Wait five minutes, then try again. A browser in which"
            " you signed in before, and a passkey, still work."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **named: Any) -> bool:
        """Whoever signed in within the last minutes need not do it again to set up a factor."""
        at = [
            record["at"] for record in get_authentication_records(self.request, self.request.user)
        ]
        return time.time() - max(at, default=0) > account_settings.REAUTHENTICATION_TIMEOUT

    def get_client_ip(self, request: HttpRequest) -> str:
        """Not the address itself: what is counted lies in the cache."""
        return hashed_address(request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Tries that fail are counted for a name, but apart for each browser that knows it.

        So whoever guesses at a colleague's password from elsewhere slows down strangers alone
        and does not lock the colleague out (OWASP, "Slow Down Online Guessing Attacks with
        Device Cookies").
        """
        name = str(credentials.get("username", "")).casefold()
        known = device.known(request, name)
        self._login_failed_rl_usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_here" if known else "login_failed",
            key=f"{name}:{known}",
        )
        if not self._login_failed_rl_usage:
            raise self.validation_error("too_many_login_attempts")

    def post_login(self, request: HttpRequest, user: Any, **named: Any) -> HttpResponse:
        response = super().post_login(request, user, **named)
        device.remember(request, response, user.get_username())
        return response

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Away from the request: its time would tell whether an account has this address."""
        message = self.render_mail(
            template_prefix, email, {"site_url": settings.STAFF_URL} | context
        )
        threading.Thread(target=_send, args=[message]).start()

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """To the account's own address; says what changed and not from where."""
        if email or user.email:
            said = {"user": user} | (context or {})
            self.send_mail(template_prefix, email or user.email, said)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or it was used already. Wait for the next."),
        "cannot_delete_authenticator": _(
            "Who answers requests keeps one. For a new phone, ask a lead for a setup code."
        ),
    }

    def get_totp_label(self, user: Any) -> str:
        return user.get_username()

    def encrypt(self, text: str) -> str:
        return lock(text, secrets(), "second factor")

    def decrypt(self, encrypted_text: str) -> str:
        return unlock(encrypted_text, secrets(), "second factor")

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """The last one goes only where the person can set up another without a lead."""
        others = type(authenticator).objects.filter(user=authenticator.user_id)
        others = others.exclude(pk=authenticator.pk).exclude(type="recovery_codes")
        return others.exists() or not is_member(authenticator.user)


def secrets() -> list[str]:
    return [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except Exception as error:
        log.error("mail about an account not sent: %s", type(error).__name__)
