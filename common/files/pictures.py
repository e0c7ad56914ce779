"""Pictures: drawn anew from their pixels, so that place, camera, owner and anything hidden behind them are gone.

Runs in the child process only.
"""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from common.files.kinds import PNG, BadFile

MOST_PIXELS, LONGEST_SIDE = 64_000_000, 20_000

TOO_BIG = "The selected picture has too many pixels: make it smaller and try again"
BROKEN = "The selected picture is damaged: open it, save it again and try once more"


def cleaned(content: bytes, kind: str) -> bytes:
    """The picture, turned the right way up, without anything but its pixels."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG" if kind == PNG else "JPEG"]) as picture:
            if picture.width * picture.height > MOST_PIXELS or max(picture.size) > LONGEST_SIDE:
                raise BadFile(TOO_BIG)
            return _drawn(picture, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise BadFile(TOO_BIG) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, IndexError) as error:
        raise BadFile(BROKEN) from error


def _drawn(picture: Image.Image, kind: str) -> bytes:
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    if upright.mode == "P" or "transparency" in upright.info:
        upright = upright.convert("RGBA")
    plain = Image.new(upright.mode, upright.size)
    plain.paste(upright)
    made = io.BytesIO()
    if kind == PNG:
        plain.save(made, "PNG")
    else:
        plain.save(made, "JPEG", quality=92, subsampling=0)
    return made.getvalue()
