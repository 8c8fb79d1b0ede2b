"""Headers that no library sets, and which content policy an answer gets."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


SIGNIN_PATHS = ("/admin/login/", "/admin/signin/", "/admin/password_reset/")


def is_signin(request: HttpRequest) -> bool:
    """Whether this is a page on which staff sign in: as strict as a public one."""
    return request.path.startswith(SIGNIN_PATHS)


def is_editors(request: HttpRequest) -> bool:
    """Whether this is the admin, or a preview that it shows in its frame."""
    admin = request.path.startswith("/admin/") and not is_signin(request)
    return admin or getattr(request, "is_dummy", False)


class HeadersMiddleware:
    """Same-origin isolation for every answer; the editor's content policy where it is needed.

    A preview runs this chain under the page's public path (`is_dummy`) and is shown in the
    editor's frame, so it gets the editor's policy too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if is_editors(request):
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        else:
            if is_signin(request):
                response.headers["Cache-Control"] = "no-store"
                # A passkey is asked for here and nowhere else.
                response.headers["Permissions-Policy"] = response.headers[
                    "Permissions-Policy"
                ].replace("publickey-credentials-get=()", "publickey-credentials-get=(self)")
            response.headers.setdefault("Cross-Origin-Embedder-Policy", "require-corp")
        return response


class EditorPolicyMiddleware:
    """Puts the content policy of the admin, or of signing in, in place of the public one, before
    django-csp writes the header."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_signin(request):
            response._csp_replace = settings.SIGNIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        elif is_editors(request):
            response._csp_replace = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
        return response
