"""QR codes, and addresses as people type them."""

from io import BytesIO

import segno

DOTS = 12  # a square of the code
LONGEST = 600  # a longer address makes a code that no phone reads from paper


def qr_png(address: str) -> bytes:
    """The code without margin; b"" for what is no web address or too long."""
    if not address.startswith(("https://", "http://")) or len(address) > LONGEST:
        return b""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", border=0, scale=DOTS)
    return out.getvalue()


def short(address: str) -> str:
    """An address as a person types it: without scheme and trailing slash."""
    return address.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
