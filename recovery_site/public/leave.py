"""`/leave/`: out of here at once, with this site's traces in the browser emptied."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

NEUTRAL = "https://www.weather.gov/"


@never_cache
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """The only answer that sends Clear-Site-Data; never cookies, so that staff stay signed in."""
    response = HttpResponseRedirect(NEUTRAL)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
