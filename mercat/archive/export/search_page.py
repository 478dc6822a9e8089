"""The page of the archive's search, and the first words of its READ ME."""

from django.template.loader import render_to_string


def search_page() -> bytes:
    return render_to_string("archive/search.html").encode()
