from django.urls import path, re_path

from contact.views import RequestView, ThanksView

app_name = "contact"
urlpatterns = [
    path("", RequestView.as_view(), name="form"),
    re_path(r"^thanks/(?P<receipt>[A-Za-z0-9_-]{43})/$", ThanksView.as_view(), name="thanks"),
]
