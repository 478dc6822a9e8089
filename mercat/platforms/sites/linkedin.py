"""LinkedIn. A school is a company under another word; both share their names."""

import re

from mercat.platforms.account import Answer, NotAnAccount, Reason
from mercat.platforms.grammar import Form, form, grammar
from mercat.platforms.platform import Platform, Reader, parameter, words

SITE = "https://www.linkedin.com/"
# Letters of every script and most signs, but not those that texts put around an address.
SLUG = r"(?![‘’“”«»‹›])[^\x00-\x20!\"#$%'()*,/:;<=>?@\[\\\]^`{|}\x7f\s]{1,120}(?<![.‘’“”«»‹›])"

PERSON = form("person", SLUG, SITE + "in/", "linkedin:in/")
# Ids of members, as LinkedIn's own search gives them out, tell capitals from small letters.
MEMBER_ID = form("person", r"AC[ow]AA[\w-]{10,}", SITE + "in/", "linkedin:in/", folds=False)
COMPANY = form("organisation", SLUG, SITE + "company/", "linkedin:company/")
COMPANY_ID = form(
    "organisation", r"[0-9]{1,12}", SITE + "company/", "linkedin:company/", stable=True
)
SHOWCASE = form("page", SLUG, SITE + "showcase/", "linkedin:showcase/")
SHOWCASE_ID = form("page", r"[0-9]{1,12}", SITE + "showcase/", "linkedin:showcase/", stable=True)
GROUP = form("group", r"[0-9]{1,12}", SITE + "groups/", "linkedin:groups/", stable=True)
PUBLIC = form("person", SLUG + r"(?:/[0-9a-f]{1,3}){0,3}", SITE + "pub/", "linkedin:pub/")

REFUSED = words(
    reserved=(
        "about ads ai analytics authwall badges business campaignmanager careers checkpoint "
        "cookie-policy customer-service developer developers directory e games grow help "
        "hiring home invitations legal login logout m marketing messaging mobile mwlite my-items "
        "mynetwork notifications "
        "premium press psettings public-profile recruiter reg sales secure services settings "
        "signup start talent talent-solutions today top-content topic uas user-agreement"
    ),
    posts="advice article embed events job jobs learning news newsletters posts pulse video",
    searches="search",
    shares="cws redir safety sharearticle share sharing slink",
    private="profile",
)


def named(shape: Form, by_id: Form) -> Reader:
    """A reader for /word/name: every page below a person or company is that account's."""

    def read(path: list[str], query: str, host: str) -> Answer:
        if len(path) < 2:
            return NotAnAccount(Reason.RESERVED_PAGE, "linkedin")
        name = path[1]
        if not shape.matches(name):
            return NotAnAccount(Reason.INVALID_HANDLE, "linkedin")
        # Ids begin with a capital or a figure, and most names do not.
        if name[0] < "a" and by_id.matches(name):
            return by_id.account("linkedin", name)
        return shape.account("linkedin", name)

    return read


def read_public(path: list[str], query: str, host: str) -> Answer:
    """The old public address, /pub/name/1/2a/3b4; its hexadecimal parts belong to the name."""
    if len(path) < 2:
        return NotAnAccount(Reason.RESERVED_PAGE, "linkedin")
    if path[1].lower() == "dir":
        return NotAnAccount(Reason.SEARCH_PAGE, "linkedin")
    name = "/".join(path[1:5])
    if not PUBLIC.matches(name):
        name = path[1]
    if not PUBLIC.matches(name):
        return NotAnAccount(Reason.INVALID_HANDLE, "linkedin")
    return PUBLIC.account("linkedin", name)


def read_group(path: list[str], query: str, host: str) -> Answer:
    name = path[1] if len(path) > 1 else parameter(query, "gid")
    number = re.search(r"(?:^|-)([0-9]+)$", name)
    if number:
        return GROUP.account("linkedin", number[1])
    return NotAnAccount(Reason.INVALID_HANDLE if name else Reason.RESERVED_PAGE, "linkedin")


def read_feed(path: list[str], query: str, host: str) -> Answer:
    is_post = len(path) > 2 and path[1] == "update"
    return NotAnAccount(Reason.POST if is_post else Reason.RESERVED_PAGE, "linkedin")


read_company = named(COMPANY, COMPANY_ID)

PLATFORM = Platform(
    key="linkedin",
    name="LinkedIn",
    hosts=("linkedin.com",),
    refused_hosts={"lnkd.in": Reason.SHARE_LINK},
    kinds=("person", "organisation", "page", "group"),
    address="https://www.linkedin.com/company/{}",
    examples=(
        "https://www.linkedin.com/company/strathbeg-council",
        "https://www.linkedin.com/showcase/strathbeg-jobs",
        "https://www.linkedin.com/in/morag-example-1a2b3c",
        "https://www.linkedin.com/groups/1234567",
    ),
    read=grammar(
        "linkedin",
        forms={},
        refused=REFUSED,
        special={
            "in": named(PERSON, MEMBER_ID),
            "pub": read_public,
            "company": read_company,
            "company-beta": read_company,
            "school": read_company,
            "edu": read_company,
            "organization": read_company,
            "showcase": named(SHOWCASE, SHOWCASE_ID),
            "feed": read_feed,
            "groups": read_group,
        },
    ),
)
