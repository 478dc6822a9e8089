import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from mercat.common import outbox
from mercat.organisations.models import Department
from tests.factories import AccountFactory, DepartmentFactory
from tests.factories.council import NOW, make_council


@pytest.fixture
def council(flushable, settings, tmp_path):
    """A council with a decided case, files, and odd but lawful values."""
    kept = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "default": kept}
    council = make_council()
    council.case("released", at=NOW)
    inside = DepartmentFactory(organisation=council.organisation, name="Inside")
    outside = DepartmentFactory(organisation=council.organisation, name={"cy": "Tu allan"})
    Department.objects.filter(pk=inside.pk).update(parent=outside)
    AccountFactory(
        organisation=council.organisation, name="Ünï“ćode” 🦌\n\t\\u0000", closed_on=None
    )
    outbox.queue("people/login_code", to="a@b.example", at=NOW, secret={"code": "correct horse"})
    default_storage.save("evidence/plan.pdf", ContentFile(bytes(range(256)) * 5000))
    default_storage.save("evidence/ŵ 🦌.txt", ContentFile(b""))
    return council


@pytest.fixture
def file(tmp_path):
    return tmp_path / "mercat.tar"
