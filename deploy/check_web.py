"""The web container's health check: the site must answer its own name over what the proxy says is HTTPS."""

import http.client
import os
import sys

name = os.environ["ALLOWED_HOSTS"].split(",")[0]
connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
connection.request("GET", "/health/", headers={"Host": name, "X-Forwarded-Proto": "https"})
sys.exit(connection.getresponse().status != http.HTTPStatus.OK)
