"""The files that the demonstration's people send with a case: a plan, and a drawn picture."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from PIL import Image, ImageDraw

from mercat.passports.question_sets import Section

PLAN = """week;day;post
1;Monday;An old photograph: who knows this street?
1;Thursday;How to find a birth record in three steps
2;Monday;Your answers to last week's photograph
2;Thursday;Opening hours over the holidays
"""


def chosen(section: Section) -> "MultiValueDict[str, SimpleUploadedFile]":
    if section.key != "files":
        return MultiValueDict()
    plan = SimpleUploadedFile("First two weeks.csv", PLAN.encode())
    mark = SimpleUploadedFile("Picture of the account.png", _mark())
    return MultiValueDict({"content_files": [plan], "branding_files": [mark]})


def _mark() -> bytes:
    picture = Image.new("RGB", (240, 240), "#4a2a5e")
    ImageDraw.Draw(picture).ellipse((50, 50, 190, 190), fill="#f4c95d")
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
