"""The web container's health check: the process must answer its own name over what the proxy says is HTTPS.

A database that is away does not make the container unhealthy: starting it again would not bring the database back."""

import http.client
import os
import sys

name = os.environ["ALLOWED_HOSTS"].split(",")[0]
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
connection.request("GET", "/health/live/", headers={"Host": name, "X-Forwarded-Proto": "https"})
sys.exit(connection.getresponse().status != http.HTTPStatus.OK)
