"""Opens one photo and ends: the process in which foreign bytes are decoded (started by ``reencoding``).

Reads the photo from stdin; writes its sides as a line, then its pixels (RGB, row by row) to stdout. It runs
isolated and can write no file, so that whatever a photo does dies with it. Only pixels pass, never metadata.
"""

import resource
import sys
import warnings
from contextlib import suppress
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

REFUSED, NO_READER = 3, 4  # the reason is told on stderr; the library that reads HEIC is not here


def main() -> int:
    form, megabytes, seconds, pixels, side = sys.argv[1], *map(int, sys.argv[2:])
    _limit(megabytes, seconds)
    try:
        if form == "HEIF" and not _can_read_heic():
            return NO_READER
        picture = _opened(sys.stdin.buffer.read(), form, pixels, side)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        sys.stderr.write("too_large")
        return REFUSED
    except Exception:  # of a file that lies, a library may raise anything
        sys.stderr.write("unreadable")
        return REFUSED
    sys.stdout.buffer.write(b"%d %d\n" % picture.size)
    sys.stdout.buffer.write(picture.tobytes())
    return 0


def _limit(megabytes: int, seconds: int) -> None:
    """Also when whoever waits for it is gone; nothing of a photo is kept on a disk."""
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))  # ended by a signal of its own
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _can_read_heic() -> bool:
    try:
        from pi_heif import register_heif_opener
    except ImportError:
        return False
    register_heif_opener(thumbnails=False)
    return True


def _opened(content: bytes, form: str, pixels: int, side: int) -> Image.Image:
    """Only as what it says it is. What phones keep beside the photo (previews, depth) is not looked at."""
    Image.MAX_IMAGE_PIXELS = pixels
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.open(BytesIO(content), formats=[form]).verify()
    with Image.open(BytesIO(content), formats=[form]) as opened:
        image: Image.Image = opened
        if image.mode in ("1", "P", "PA"):
            image = image.convert("RGBA" if image.has_transparency_data else "RGB")
        image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2)
        image.load()
        return _in_rgb(_upright(image))


def _upright(image: Image.Image) -> Image.Image:
    """As it was held; where what says so is spoiled, as it lies in the file."""
    with suppress(Exception):
        return ImageOps.exif_transpose(image)
    return image


def _in_rgb(image: Image.Image) -> Image.Image:
    """On white where one could see through; colours of wide screens and printers become any screen's."""
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    with suppress(ImageCms.PyCMSError, OSError):
        profile = ImageCms.ImageCmsProfile(BytesIO(image.info.get("icc_profile") or b""))
        turned = ImageCms.profileToProfile(
            image, profile, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
        assert turned
        return turned
    return image.convert("RGB")


if __name__ == "__main__":
    sys.exit(main())
