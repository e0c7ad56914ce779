"""Reading the mail that waits."""

import re

import pytest

from accounts import crypto
from accounts.models import OutgoingMessage


@pytest.fixture
def mailed_body():
    """``mailed_body(event)``: the text of the newest such mail, as it would be sent."""

    def read(event: str) -> str:
        message = OutgoingMessage.objects.filter(event=event).order_by("-created_at").first()
        return crypto.decrypt(message.body) if message.is_secret else message.body

    return read


@pytest.fixture
def mailed_path(mailed_body, settings):
    """``mailed_path(event)``: where the link in that mail leads."""

    def read(event: str) -> str:
        return re.search(re.escape(settings.SITE_URL) + r"(/\S+)", mailed_body(event)).group(1)

    return read
