"""Words in templates are marked for translation, so that a new page cannot forget."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted(
    path
    for path in (settings.BASE_DIR / "mercat").rglob("templates/**/*.html")
    if "demo" not in path.parts  # the demonstration explains itself in English
)
COMMENT = re.compile(r"\{#.*?#\}|<!--.*?-->|<(script|style|svg)\b.*?</\1>", re.DOTALL)
MARKED = re.compile(r"\{% *blocktranslate\b.*?\{% *endblocktranslate *%\}", re.DOTALL)
TOKEN = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^<>]*>", re.DOTALL)
SPOKEN = re.compile(r"""\b(?:aria-label|data-label|alt|title|placeholder)=["']([^"']*)["']""")
GIVEN = re.compile(r"""\b(?:text|title|heading|label|caption|link|action_text)=["']([^"']+)["']""")
# For the register's keeper alone, and not marked yet.
NOT_YET = {
    f"register/{name}.html"
    for name in (
        "disappearances",
        "import",
        "import_columns",
        "import_picture",
        "import_progress",
        "imports",
        "mend_row",
        "remember_list",
        "start_import",
        "undo_import",
    )
}
SAME = {"Mercat"}  # a name is the same in every language


def unmarked(source):
    given = [
        each for tag in re.findall(r"\{% *include .*?%\}", source) for each in GIVEN.findall(tag)
    ]
    source = TOKEN.sub("\0", MARKED.sub("\0", COMMENT.sub("", source)))
    said = [each for tag in TAG.findall(source) for each in SPOKEN.findall(tag)]
    texts = re.split("[\0\n]", TAG.sub("\0", source))
    words = [each.strip() for each in [*given, *said, *texts]]
    plain = [re.sub(r"&\w+;", "", each).strip(" –-·,.:;") for each in words]
    return [each for each in plain if re.search("[A-Za-z]{2}", each) and each not in SAME]


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello there</p>",
        '<a aria-label="Go on" href="x"></a>',
        '{% include "a.html" with text="Go on" only %}',
        "{% if a %}yes{% else %}{% translate 'no' %}{% endif %}",
    ],
)
def test_forgotten_words_are_found(source):
    assert unmarked(source)


def test_marked_words_are_not_called_forgotten():
    assert not unmarked(
        '{# A comment #}<p class="m-lead">{% translate "Hello" %} {{ name }} – Mercat</p>'
        "{% blocktranslate %}Dear {{ name }}{% endblocktranslate %}"
        '{% include "a.html" with text=_("Go on") tone="secondary" %}'
    )


def name(path):
    return "/".join(path.parts[-2:])


@pytest.mark.parametrize("path", [p for p in TEMPLATES if name(p) not in NOT_YET], ids=name)
def test_words_of_templates_are_marked(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []
