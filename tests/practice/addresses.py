"""Every address of shared practice, and who may see it."""

from typing import Any

from mercat.practice.models import Attachment, Profile
from tests.factories.council import NOW
from tests.practice.written import published, stored

# Open to strangers as far as something is public; the page of these tests is not.
READ = {"practice:page": 200, "practice:attachment": 200}
MEMBERS = {"practice:write": 200, "practice:face": 200}
WRITERS = {"practice:change", "practice:set_visibility", "practice:publish", "practice:withdraw"}
PRACTICE = {*READ, *MEMBERS, *WRITERS}
# Those of the whole site.
OPEN = {"practice:index": 200}


def of_practice(council: Any) -> dict[str, Any]:
    page = published(council.colleague)
    file = Attachment.objects.create(
        page=page, stored=stored(council.colleague), number=1, words="The plan"
    )
    profile = Profile.objects.create(
        membership=council.colleague, picture=stored(council.colleague), changed_at=NOW
    )
    return {
        "page_id": page.public_id,
        "attachment_id": file.public_id,
        "profile_id": profile.public_id,
    }
