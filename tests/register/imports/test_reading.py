import pytest
from hypothesis import given
from hypothesis import strategies as st

from mercat.common.refusals import Refused
from mercat.register.imports import reading, text

WELSH = "URL,Name\nhttps://facebook.com/StrathbegCouncil,Llyfrgell Bro Gŵyr\n"
FRENCH = "URL,Name\nhttps://facebook.com/StrathbegCouncil,Café éternel\n"


def table_of(said):
    return list(reading.open_(said.encode()).rows())


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_text_of_unicode_in_any_encoding(encoding):
    assert text.text_of(WELSH.encode(encoding))[0] == WELSH


def test_text_of_windows_western():
    assert text.text_of(FRENCH.encode("cp1252")) == (FRENCH, "cp1252")


def test_text_of_bytes_that_windows_does_not_know_is_read_with_marks():
    assert text.text_of(FRENCH.encode("cp1252") + b"\x81")[0] == FRENCH + "\ufffd"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04" + bytes(50), "This workbook could not be read."),
        (b"\xd0\xcf\x11\xe0" + bytes(50), "This is a workbook of an old Excel."),
        (b"%PDF-1.7 hello", "This is not a file of text."),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "This is not a file of text."),
        (bytes(range(32)) * 20, "This is not a file of text."),
        (b"\xff\xfeodd", "This file begins as Unicode and does not go on so."),
    ],
)
def test_text_of_what_is_no_text_is_refused(content, sentence):
    with pytest.raises(Refused, match=sentence):
        reading.open_(content)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_table_of_any_delimiter(delimiter):
    rows = [["URL", "Name"], ["facebook.com/StrathbegCouncil", "Council, the | whole; of it"]]
    said = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)

    assert table_of(said) == rows


def test_table_of_rows_divided_otherwise_than_their_cells():
    said = "Agencies;URL\nWater|Roads;https://facebook.com/a,b\nParks;https://x.com/StrathParks\n"

    assert table_of(said)[2] == ["Parks", "https://x.com/StrathParks"]


def test_table_of_excel_says_its_own_delimiter():
    assert table_of("sep=;\r\na,b;c\r\n") == [["a,b", "c"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_table_of_any_line_end_leaves_out_empty_rows(end):
    said = end.join(["URL,Name", ",", "", "  ,", "x.com/StrathParks,Parks"])

    assert table_of(said) == [["URL", "Name"], ["x.com/StrathParks", "Parks"]]


def test_table_of_line_breaks_within_quotes():
    assert table_of('a,"b\nc"\nd,"say ""no"""\n') == [["a", "b\nc"], ["d", 'say "no"']]


@pytest.mark.parametrize("filling", [10, 200_000])
def test_table_of_a_quotation_mark_that_never_closes_is_refused_with_its_line(filling):
    said = 'URL,Name\nx.com/a,"Parks"\nx.com/b,"Roads\n' + "x.com/c,Water\n" * filling

    with pytest.raises(Refused, match="A quotation mark near line 3 is never closed"):
        table_of(said)


@pytest.mark.parametrize("line", ["a" * 300_000, '"' + "a,;" * 100_000, "a,;\t|" * 50_000])
def test_table_of_a_line_without_end_is_a_row_or_refused(line):
    try:
        rows = table_of(line)
    except Refused:
        rows = []

    assert len(rows) in {0, 1}


def test_table_of_long_lines_behind_an_open_quotation_mark_is_refused():
    with pytest.raises(Refused, match="A quotation mark near line 1 is never closed"):
        table_of('"' + ("a" * 9_000 + "\n") * 59)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "This file is empty."), (b" \r\n\t", "This file is empty.")],
)
def test_content_of_an_empty_file_is_refused(tmp_path, content, sentence):
    (tmp_path / "list.csv").write_bytes(content)

    with pytest.raises(Refused, match=sentence):
        reading.content_of(tmp_path / "list.csv")


def test_content_of_a_missing_file_a_folder_or_a_bad_name_is_refused(tmp_path):
    for file in (tmp_path / "none.csv", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(Refused, match=r"There is no file|could not be read"):
            reading.content_of(file)


def test_content_of_two_hundred_megabytes_is_refused_unread(tmp_path):
    file = tmp_path / "list.csv"
    with file.open("wb") as opened:
        opened.truncate(200 * 1024 * 1024)

    with pytest.raises(Refused, match="larger than 50 MB"):
        reading.content_of(file)


@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=2), min_size=1)
)
def test_every_written_row_that_is_not_empty_is_read(rows):
    import csv
    import io

    written = io.StringIO(newline="")
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    read = list(text.rows_of(written.getvalue(), ","))

    assert read == [row for row in rows if any(cell.strip() for cell in row)]
