"""Serves renditions, and nothing else, from the media folder: originals are not public."""

from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve


@require_safe
def rendition(request: HttpRequest, path: str) -> HttpResponseBase:
    """Raises `Http404` for anything outside the renditions' folder. A name never changes its
    content (it holds the original's name, the size and the focal point), so it is kept a year.
    """
    storage = storages["renditions"]
    if not path.startswith("images/"):
        raise Http404
    response = serve(request, path, document_root=storage.location)  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
