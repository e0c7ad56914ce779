"""The web server's way in."""

import gc
import os

gc.disable()  # looking for garbage among what is only being loaded takes a sixth of the start and finds none

from django.core.wsgi import get_wsgi_application  # noqa: E402

os.environ.setdefault("CDOP_PART", "web")  # read by the settings: a page does not wait for its database as work may
os.environ["CDOP_PANELS"] = ""  # a page sees what it is opened to, see common.wall
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdop.settings.local")
application = get_wsgi_application()

from cdop import urls  # noqa: E402, F401  all addresses before the first request, which would wait for them

gc.freeze()  # what is loaded stays for good: no later search goes through it, and workers go on sharing its memory
gc.enable()
