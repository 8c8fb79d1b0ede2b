"""Every address, by the role of the process: a public one has no admin at all."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from django.views.decorators.http import require_safe
from wagtail import urls as wagtail_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from articles.feeds import SiteFeed, TopicFeed
from articles.helpful import HelpfulView, ThanksView, WhyView
from articles.views import family_plan, glossary, page, search
from recovery_site.operations.health import healthz, readyz
from recovery_site.public.discovery import SITEMAPS, robots
from recovery_site.public.files import rendition
from recovery_site.public.leave import leave

urlpatterns = [
    path("healthz", healthz),
    path("readyz", readyz),
    path("robots.txt", robots),
    path("sitemap.xml", require_safe(sitemap), {"sitemaps": SITEMAPS}),
    path("leave/", leave, name="leave"),
    path("media/<path:path>", rendition, name="rendition"),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.SITE_ROLE != "public":
    from wagtail.admin import urls as wagtailadmin_urls

    urlpatterns += [
        path("admin/", include("recovery_site.signin.urls")),
        path("admin/", include("articles.desk.urls")),
        path("admin/", include(wagtailadmin_urls)),
    ]

urlpatterns += i18n_patterns(
    path("search/", search, name="search"),
    path("family-plan/", family_plan, name="family_plan"),
    path("glossary/", glossary, name="glossary"),
    path("helpful/<int:pk>/", HelpfulView.as_view(), name="helpful"),
    path("helpful/<int:pk>/<int:revision>/", WhyView.as_view(), name="helpful_why"),
    path("helpful/<int:pk>/thanks/", ThanksView.as_view(), name="helpful_thanks"),
    path("feed/", require_safe(SiteFeed()), name="feed"),
    path("<slug:topic>/feed/", require_safe(TopicFeed()), name="topic_feed"),
    path("contact/", include("contact.urls")),
    re_path(wagtail_urls.serve_pattern, page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = "recovery_site.public.errors.bad_request"
handler403 = "recovery_site.public.errors.forbidden"
handler404 = "recovery_site.public.errors.not_found"
handler500 = "recovery_site.public.errors.server_error"
