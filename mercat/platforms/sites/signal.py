"""Signal: groups and people, both behind codes that keep their capitals."""

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import form
from mercat.platforms.platform import Platform

CODE = r"[A-Za-z0-9_=-]{20,120}"
GROUP = form("group", CODE, "https://signal.group/#", "signal:group/", folds=False)
PERSON = form("person", r"(?:eu/|p/)" + CODE, "https://signal.me/#", "signal:", folds=False)
PHONE = form("person", r"p/\+[0-9]{7,15}", "https://signal.me/#", "signal:", folds=False)


def read(path: list[str], query: str, host: str) -> Answer:
    if not path:
        return NotAnAccount(Reason.RESERVED_PAGE, "signal")
    name = "/".join(path)
    shapes = (GROUP,) if host.endswith("signal.group") else (PHONE, PERSON)
    for shape in shapes:
        if shape.matches(name):
            return shape.account("signal", name)
    return NotAnAccount(Reason.INVALID_HANDLE, "signal")


PLATFORM = Platform(
    key="signal",
    name="Signal",
    hosts=("signal.group", "signal.me"),
    after_hash=True,
    common_word=True,
    kinds=("group", "person"),
    address="https://signal.me/#p/{}",
    examples=("https://signal.group/#ExampleExampleExampleExample",),
    read=read,
)
