"""Addresses of panels."""

app_name = "panels"
urlpatterns: list = []
