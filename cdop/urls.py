"""All addresses. What is public is a short list, checked by a test; everything else needs sign-in."""

from django.urls import include, path

from cdop import views

handler400 = "cdop.views.unreadable"
handler500 = "cdop.views.failed"

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.ready, name="health"),
    path("health/live/", views.live, name="live"),
    path("health/ready/", views.ready, name="ready"),
    path("metrics/", views.measures, name="metrics"),
    path("people/running/", views.running, name="running"),
    path("people/named/", views.named, name="named"),
    path("accessibility/", views.page, {"name": "accessibility"}, name="accessibility"),
    path("privacy/", views.page, {"name": "privacy"}, name="privacy"),
    path("help/", views.page, {"name": "help"}, name="help"),
    path("account/", include("accounts.urls_signin")),
    path("people/", include("accounts.urls")),
    path("", include("cases.urls")),
    path("panel/", include("panels.urls")),
    path("figures/", include("reporting.urls")),
]
