import io

from PIL import Image


def png() -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", (40, 30), "#4a2a5e").save(kept, "PNG")
    return kept.getvalue()
