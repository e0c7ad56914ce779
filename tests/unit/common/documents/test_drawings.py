"""Pictures for programs that cannot show drawings: made beside, in the order of the drawings, or not at all."""

import io

import pytest
from PIL import Image

from common.documents.drawings import beside
from common.documents.pictures import SCALE

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="80"><rect width="{0}" height="80" fill="{1}"/></svg>'


def test_pictures_come_in_the_order_of_their_drawings():
    wanted = [(200, "#ff0000"), (120, "#00ff00"), (160, "#0000ff")]
    with beside([SVG.format(*one) for one in wanted]) as drawn:
        made = [Image.open(io.BytesIO(content)) for content in drawn()]
    assert [image.size for image in made] == [(SCALE * width, SCALE * 80) for width, _ in wanted]
    assert ["#{:02x}{:02x}{:02x}".format(*image.getpixel((9, 9))[:3]) for image in made] == [one for _, one in wanted]


def test_one_drawing_gives_one_picture_and_none_gives_none():
    with beside([SVG.format(10, "#ff0000")]) as drawn:
        assert len(drawn()) == 1
    with beside([]) as drawn:
        assert drawn() == []


def test_what_cannot_be_drawn_stops_the_file():
    with beside(["<svg"]) as drawn, pytest.raises(RuntimeError, match="not made"):
        drawn()
