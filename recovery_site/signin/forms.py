"""allauth's forms, as these pages show them."""

from typing import Any

from allauth.account.forms import (
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ShowFactorForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from recovery_site.signin import setup_code


class Plain(forms.Form):
    """A label says what belongs in a field; no words stand in it that vanish when one types."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name")
        self.fields["login"].widget.attrs["autofocus"] = True
        self.fields["password"].help_text = ""

    def add_prefix(self, field_name: str) -> str:
        """The name that browsers, their password stores and Wagtail's own form know."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class SignInAgainForm(Plain, ReauthenticateForm):
    pass


class ForgottenForm(Plain, ResetPasswordForm):
    pass


class NewPasswordForm(Plain, ResetPasswordKeyForm):
    pass


class CodeForm(Plain, AuthenticateForm):
    pass


class CodeAgainForm(Plain, ShowFactorForm):
    pass


class WithSetupCode(Plain):
    """Asks for the code of a lead, where the account needs one."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if setup_code.is_needed(self.user):
            self.fields["setup_code"] = forms.CharField(
                label=_("Setup code"),
                max_length=40,
                help_text=_("A lead of the intake team gave it to you. It works once."),
                widget=forms.TextInput(
                    attrs={"autocomplete": "off", "autocapitalize": "characters"}
                ),
            )
            self.order_fields(["setup_code", "code", "name"])

    def clean_setup_code(self) -> str:
        typed = self.cleaned_data["setup_code"]
        if not setup_code.fits(self.user, typed):
            raise forms.ValidationError(
                _("This is not the code, or it is too old. Ask a lead for a new one.")
            )
        return typed


class AuthenticatorAppForm(WithSetupCode, ActivateTOTPForm):
    pass


class PasskeyForm(WithSetupCode, AddWebAuthnForm):
    pass
