"""Every address of the register about one thing, and who may see it."""

from typing import Any

from django.urls import get_resolver

from mercat.platforms import recognise
from mercat.register import actions as register
from mercat.register.bulk import actions as bulk
from mercat.register.models import Dispute
from tests.factories import AccountFactory, OrganisationFactory
from tests.factories.council import NOW
from tests.register.import_addresses import IMPORTS, one_import

# Of one account: its keeper and its owner change it, those who look after it read it.
ACCOUNT_FORMS = {
    "register:change_account",
    "register:change_owner",
    "register:change_address",
    "register:change_status",
    "register:close",
    "register:lose",
    "register:add_custodian",
    "register:change_custodian",
    "register:end_custodian",
    "register:add_alias",
    "register:link_twin",
    "register:decline",
}
ACCOUNT_PAGES = {*ACCOUNT_FORMS, "register:history", "register:change"}
ACCOUNT_POST_ONLY = {
    "register:remove_alias",
    "register:unlink_twin",
    "register:agree",
    "register:withdraw",
}
VIEWS = {"register:save_view", "register:remove_view"}
# Of one's own account: whoever did not list it sees that there is nothing.
OWN_POST_ONLY = {"register:remove_own"}
# Of one account that is offered to another organisation, which is not asked in these tests.
TRANSFER_PAGES = {"register:offer", "register:transfer", "register:refuse_transfer"}
TRANSFER_POST_ONLY = {"register:accept_transfer", "register:take_back_transfer"}
# Of one dispute, for the keepers of those who are in it.
DISPUTE_FORMS = {"register:state_claim", "register:withdraw_claim"}
DISPUTE_PAGES = {*DISPUTE_FORMS, "register:dispute"}
# Of the register as a whole, for its keeper alone.
KEEPERS_FORMS = {"register:add_account", "register:bulk_changes"}
KEEPERS_POST_ONLY = {"register:choose_bulk"}
# Of one change of many accounts.
BULK_FORMS = {"register:plan_bulk", "register:undo_bulk"}
BULK_PAGES = {*BULK_FORMS, "register:bulk_change", "register:bulk_report"}
BULK_POST_ONLY = {"register:apply_bulk", "register:discard_bulk"}
BULK = {*BULK_PAGES, *BULK_POST_ONLY}
OTHERS = {
    *KEEPERS_FORMS,
    *KEEPERS_POST_ONLY,
    *DISPUTE_PAGES,
    *TRANSFER_PAGES,
    *TRANSFER_POST_ONLY,
    *BULK,
    *OWN_POST_ONLY,
    *VIEWS,
    *IMPORTS,
    "register:changes",
    "register:disputes",
}
REGISTER = {*ACCOUNT_PAGES, *ACCOUNT_POST_ONLY, *OTHERS}


def of_the_register(council: Any, account: Any) -> dict[str, Any]:
    twin = AccountFactory(organisation=council.organisation)
    register.link_twins(account=account, twin=twin, by=council.keeper, at=NOW)
    recognised = recognise("instagram.com/strathbeg.archives.old")
    alias = register.add_alias(
        account=account,
        recognised=recognised,  # type: ignore[arg-type]
        kind="same",
        until=None,
        how="Looked",
        by=council.keeper,
        at=NOW,
    )
    change = register.propose(
        account=account,
        kind="owner",
        content={"person": council.colleague.person.public_id, "name": "Colleague"},
        reason="Moves on",
        by=council.keeper,
        at=NOW,
    )
    view = register.save_view(name="Mine", query="q=a", is_shared=False, by=council.keeper)
    return {
        **one_import(council),
        "bulk_id": one_bulk(council, account).public_id,
        "view_id": view.public_id,
        "transfer_id": one_transfer(council, account).public_id,
        "dispute_id": one_dispute(council, account).public_id,
        "twin_id": twin.public_id,
        "alias_id": alias.pk,
        "change_id": change.public_id,
        "custodian_id": account.custodians.exclude(level="owner").first().pk,
    }


def one_transfer(council: Any, account: Any) -> Any:
    other = OrganisationFactory()
    return register.offer(account=account, to=other, reason="Moves", by=council.keeper, at=NOW)


def one_dispute(council: Any, account: Any) -> Dispute:
    """As it began; that nobody contradicts it by now was not looked at yet."""
    address = {name: getattr(account, name) for name in ("platform", "key", "handle", "url")}
    dispute = Dispute.objects.create(**address, began_at=NOW)
    dispute.sides.create(organisation=council.organisation, account=account)
    return dispute


def one_bulk(council: Any, account: Any) -> Any:
    """Looked at, not made yet."""
    chosen = bulk.choose(accounts=[account], by=council.keeper, at=NOW)
    content = {"value": "Hootsuite"}
    return bulk.plan(bulk=chosen, kind="tool", content=content, by=council.keeper)


def keys_of(name: str) -> list[str]:
    """What has to be filled in to build the address of this name."""
    resolver = get_resolver().namespace_dict["register"][1]
    return list(resolver.reverse_dict.getlist(name.partition(":")[2])[0][0][0][1])
