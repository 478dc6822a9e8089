"""The same list in every format is the same rows; what is no list, or a bomb, is a sentence."""

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mercat.common.refusals import Refused
from mercat.register.imports import documents, workbooks
from mercat.register.imports.reading import Wish, open_
from mercat.register.imports.rows import Row, guessed, rows_of
from mercat.register.imports.shapes import shape_of

TABLE = [
    ["URL", "Name", "Department"],
    ["https://facebook.com/StrathLibs", "Llyfrgell Bro Gŵyr", "Culture"],
    ["https://x.com/StrathParks", "Parks, & <paths>", ""],
]
ROWS = [
    Row(1, "https://facebook.com/StrathLibs", name="Llyfrgell Bro Gŵyr", department="Culture"),
    Row(2, "https://x.com/StrathParks", name="Parks, & <paths>"),
]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
ODS_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
ODS_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def read(content, name="", wish=None):
    opened = open_(content, name=name, wish=wish)
    return list(rows_of(opened, guessed(opened)))


def xlsx(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def ods(rows, *, extra=""):
    lines = "".join(
        "<t:table-row>"
        + "".join(f"<t:table-cell><x:p>{escaped(cell)}</x:p></t:table-cell>" for cell in row)
        + '<t:table-cell t:number-columns-repeated="16380"/></t:table-row>'
        for row in rows
    )
    empty = '<t:table-row t:number-rows-repeated="1048000"><t:table-cell/></t:table-row>'
    content = (
        f'<?xml version="1.0"?>{extra}<o:document-content xmlns:o="{OFFICE}" '
        f'xmlns:t="{ODS_TABLE}" xmlns:x="{ODS_TEXT}"><o:body><o:spreadsheet>'
        f'<t:table t:name="Accounts">{lines}{empty}</t:table>'
        "</o:spreadsheet></o:body></o:document-content>"
    )
    return packed({"mimetype": workbooks.ODS.decode(), "content.xml": content})


def packed(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, how)
    return file.getvalue()


def as_text(delimiter):
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in TABLE)


OBJECTS = [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]
YAML = "".join(
    "- " + "\n  ".join(f"{key}: {json.dumps(value)}" for key, value in each.items()) + "\n"
    for each in OBJECTS
)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (as_text(",").encode(), "list.csv"),
        (as_text(";").encode("iso8859_14"), "list.csv"),
        (as_text("\t").encode("utf-16"), "list.tsv"),
        (xlsx(TABLE), "list.xlsx"),
        (xlsx([["Please read me"], ["This list is old"]], TABLE), "list.xlsx"),
        (xlsx([["Accounts of the council"], [], *TABLE]), "list.xlsx"),
        (ods(TABLE), "list.ods"),
        (json.dumps(OBJECTS).encode(), "list.json"),
        (json.dumps({"as_of": "2026", "accounts": OBJECTS}).encode(), ""),
        (YAML.encode(), "list.yml"),
    ],
    ids=["csv", "welsh", "tsv", "xlsx", "cover", "title", "ods", "json", "nested", "yaml"],
)
def test_same_list_in_every_format_is_the_same_rows(content, name):
    wish = Wish(encoding="iso8859_14") if b"G\xf0yr" in content else None

    assert read(content, name, wish) == ROWS


def test_numbers_and_days_of_a_workbook_are_as_one_sees_them():
    book = xlsx([["URL", "Name"], ["x.com/a", 2026.0], ["x.com/b", date(2026, 3, 1)]])

    assert [row.name for row in read(book)] == ["2026", "2026-03-01"]


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", "Официальная страница городской библиотеки и музея города"),
        ("cp1253", "Επίσημη σελίδα της δημοτικής βιβλιοθήκης και του μουσείου"),
        ("cp1252", "Café éternel"),
    ],
)
def test_encoding_that_is_not_unicode_is_guessed(encoding, words):
    lines = "".join(f"x.com/a{n},{words} {n}\n" for n in range(20))
    content = f"URL,Name\n{lines}".encode(encoding)

    assert read(content)[0].name == f"{words} 0"


def test_encoding_delimiter_and_sheet_are_what_somebody_says():
    content = "URL;Name\nx.com/a;Gŵyl\n".encode("iso8859_14")
    book = xlsx(TABLE, [["URL"], ["x.com/second"]])

    assert read(content, wish=Wish(encoding="iso8859_14"))[0].name == "Gŵyl"
    assert read(book, wish=Wish(sheet="Sheet 1")) == [Row(1, "x.com/second")]
    opened = open_(b"URL;x.com/a,b\n", wish=Wish(delimiter=","))
    assert list(opened.rows()) == [["URL;x.com/a", "b"]]


@pytest.mark.parametrize(
    ("document", "row", "shape"),
    [
        (
            {
                "title": "Strathbeg Council",
                "details": {
                    "social_media_links": [
                        {"service_type": "twitter", "title": "Roads", "href": "x.com/StrathRoads"}
                    ]
                },
            },
            Row(1, "x.com/StrathRoads", "twitter", "Roads", "Strathbeg Council"),
            documents.GOVUK,
        ),
        (
            [{"name": {"first": "Ada", "last": "Lee"}, "social": {"twitter": "AdaLee"}}],
            Row(1, "AdaLee", "twitter", "Ada Lee"),
            documents.PEOPLE,
        ),
    ],
)
def test_documents_of_a_known_shape_are_known_by_name(document, row, shape):
    opened = open_(json.dumps(document).encode())

    assert (list(rows_of(opened, guessed(opened))), shape_of(opened, guessed(opened))) == (
        [row],
        shape,
    )


@pytest.mark.parametrize(
    ("first", "shape"),
    [
        (
            "account_platform,account_url,account_name,short_description,language,agencies",
            "US Digital Registry, bulk upload",
        ),
        ("Account,Platform,Department,Language,URL,gc_orgID", "Government of Canada"),
        ("URL,Name", ""),
    ],
)
def test_tables_of_a_known_shape_are_known_by_name(first, shape):
    line = ",".join("x.com/a" if "url" in each.lower() else "x" for each in first.split(","))
    opened = open_(f"{first}\n{line}\n".encode())

    assert shape_of(opened, guessed(opened)) == shape


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed({"a.txt": "hello"}), "This is a packed file, not a workbook"),
        (packed({"xl/workbook.xml": "<a", "a": ""}), "This workbook could not be read"),
        (packed({"xl/workbook.xml": "", **{f"{n}": "" for n in range(2001)}}), "far larger"),
        (ods(TABLE, extra=BOMB), "This workbook could not be read"),
        (b'{"a": [', "No column of this file holds accounts"),
        (b'{"a": 1}', "No column of this file holds accounts"),
    ],
)
def test_what_holds_no_list_is_refused_in_a_sentence(content, sentence):
    with pytest.raises(Refused, match=sentence):
        read(content)


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    big = packed({"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": b" " * 5_000_000})
    monkeypatch.setattr(workbooks, "LARGEST", 1_000_000)

    with pytest.raises(Refused, match="far larger unpacked"):
        open_(big)


@pytest.mark.parametrize("content", [b"[" * 100_000, b"{", b"nonsense"])
def test_broken_json_is_refused(content):
    with pytest.raises(Refused, match="could not be read as JSON"):
        open_(content, name="list.json")


@settings(deadline=None)
@given(st.integers(0, 5000), st.binary(max_size=8))
def test_workbook_with_any_bytes_changed_is_rows_or_a_sentence(at, junk):
    whole = BOOKS[at % 2]
    at %= len(whole)
    try:
        said = f"{len(read(whole[:at] + junk + whole[at + len(junk) :]))} rows."
    except Refused as refused:
        said = refused.sentence

    assert said.endswith(".")


BOOKS = (xlsx(TABLE), ods(TABLE))
