"""A passage is quoted: by marking the words, or without script by picking the paragraph."""

from playwright.sync_api import expect

from tests.journeys.walker import Walker

MARK = """words => {
    const block = [...document.querySelectorAll("[data-quotable] p")]
      .find(each => each.textContent.includes(words))
    document.getSelection().selectAllChildren(block)
}"""


def quote(person: Walker, words: str, *, of: str) -> None:
    """Of a "page" or a "part"."""
    if not person.javascript:
        person.press(f"Comment on this {of}")
        person.choose("Do you speak of one passage? (optional)", words)
        return
    person.page.evaluate(MARK, words)
    person.page.get_by_role("button", name="Comment on these words").click()
    person.look()
    expect(person.page.locator("#id_passage option:checked")).to_have_text(words)
