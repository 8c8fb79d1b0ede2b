from django.urls import path

from contact.queue.draft import DraftView
from contact.queue.enter import EnterView
from contact.queue.export.views import ExportView
from contact.queue.find import FindView
from contact.queue.listing import AccessLogView, NewsView, QueueView
from contact.queue.one import OpenView
from contact.queue.same_person_view import SamePersonView
from contact.queue.team_views import TeamView

app_name = "contact_queue"
urlpatterns = [
    path("", QueueView.as_view(), name="list"),
    path("results/", QueueView.as_view(results_only=True), name="results"),
    path("enter/", EnterView.as_view(), name="enter"),
    path("export/", ExportView.as_view(), name="export"),
    path("find/", FindView.as_view(), name="find"),
    path("team/", TeamView.as_view(), name="team"),
    path("news/", NewsView.as_view(), name="news"),
    path("access-log/", AccessLogView.as_view(), name="access_log"),
    path(
        "access-log/results/", AccessLogView.as_view(results_only=True), name="access_log_results"
    ),
    path("<uuid:pk>/", OpenView.as_view(), name="open"),
    path("<uuid:pk>/draft/", DraftView.as_view(), name="draft"),
    path("<uuid:pk>/same-person/", SamePersonView.as_view(), name="same_person"),
]
