"""The web server's way in."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("CDOP_PART", "web")  # read by the settings: a page does not wait for its database as work may
os.environ["CDOP_PANELS"] = ""  # a page sees what it is opened to, see common.wall
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.local")
application = get_wsgi_application()
gc.freeze()  # what was loaded stays: looking for garbage passes it by, and workers go on sharing its memory
