"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["CDOP_PANELS"] = ""  # a page sees what it is opened to, see common.wall
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.local")
application = get_wsgi_application()
