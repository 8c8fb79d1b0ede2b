"""Signing in and out, and the second factor: allauth's views, where Wagtail's own would be.

Only what is used here has an address: nobody signs up, and nobody changes an address by mail.
"""

from allauth.account import views
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import include, path, re_path


def closed(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("signin/out/", views.logout, name="account_logout"),
    path("signin/again/", views.reauthenticate, name="account_reauthenticate"),
    path("signin/inactive/", views.account_inactive, name="account_inactive"),
    # allauth asks for these names; the pages do not exist.
    path("signin/up/", closed, name="account_signup"),
    path("signin/email/", closed, name="account_email"),
    # Wagtail's own page that breaks on purpose.
    path("failwhale/", closed),
    path("signin/factor/", include("allauth.mfa.urls")),
    path("password_reset/", views.password_reset, name="account_reset_password"),
    path("password_reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password_reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password_reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
