"""The product's addresses, and those that it is measured against."""

from django.urls import include, path

from bench import floors

urlpatterns = [
    path("bench/empty/", floors.empty),
    path("bench/one/", floors.one),
    path("bench/admin/", floors.site.urls),
    path("bench/admin-without-full-count/", floors.lean_site.urls),
    path("", include("cdop.urls")),
]
