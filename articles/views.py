from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from articles.models import HomePage, TopicPage
from articles.search import MOST_LETTERS, find


@require_safe
@cache_control(private=True, no_store=True)
def search(request: HttpRequest) -> HttpResponse:
    """Search results, kept by nobody: not by us, not by a cache on the way."""
    query = request.GET.get("q", "").replace("\0", " ").strip()[:MOST_LETTERS]
    results = find(query, get_language() or "en")
    context = {"query": query, "results": results}
    if not results:
        home = HomePage.objects.live().filter(locale__language_code=get_language()).first()
        context["home"] = home
        context["topics"] = TopicPage.objects.child_of(home).live() if home else []
    return render(request, "articles/search.html", context)
