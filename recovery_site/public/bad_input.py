"""What no page can use gets a proper answer with a way onward, before it reaches one."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.datastructures import MultiValueDictKeyError

from recovery_site.public.errors import bad_request, method_not_allowed

GetResponse = Callable[[HttpRequest], HttpResponse]


class BadInputMiddleware:
    """NUL in an address is 400; a bare 405 gets a page; a broken upload, or a post without a field
    that its page always sends, is 400."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return bad_request(request)
        # Our pages are UTF-8, so what their forms send is. Python knows many more names, and what
        # some of them decode to cannot be shown again.
        request.encoding = "utf-8"
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            page = method_not_allowed(request)
            page.headers["Allow"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
            return page
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        cannot_be_read = (MultiPartParserError, MultiValueDictKeyError)
        return bad_request(request) if isinstance(error, cannot_be_read) else None
