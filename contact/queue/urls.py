from django.urls import path

from contact.queue.listing import AccessLogView, QueueView
from contact.queue.one import OpenView

app_name = "contact_queue"
urlpatterns = [
    path("", QueueView.as_view(), name="list"),
    path("results/", QueueView.as_view(results_only=True), name="results"),
    path("access-log/", AccessLogView.as_view(), name="access_log"),
    path(
        "access-log/results/", AccessLogView.as_view(results_only=True), name="access_log_results"
    ),
    path("<uuid:pk>/", OpenView.as_view(), name="open"),
]
