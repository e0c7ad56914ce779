"""The report as a web page that stands alone: fit for everyone, on paper too; it asks for nothing from elsewhere."""

import pytest

from common.documents import html
from tests.functional.checks import accessible, fit_for_everyone
from tests.unit.common.documents.sample import document

pytestmark = pytest.mark.browser


def test_the_page_that_stands_alone_is_fit_for_everyone(page, tmp_path):
    kept, asked = tmp_path / "report.html", []
    kept.write_bytes(html.render(document()))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(kept.as_uri())
    fit_for_everyone(page)
    page.emulate_media(media="print")
    accessible(page, own_colours=False)
    assert asked == [kept.as_uri()]
