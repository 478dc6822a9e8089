from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from mercat.common.refusals import Refused
from mercat.home import actions
from mercat.home.forms import SetUpForm
from mercat.organisations import authorities
from mercat.organisations.authorities import Authority
from mercat.organisations.models import Nation, Organisation
from mercat.passports import policy_files

OPTION_OF = {"name": "--organisation", "nation": "--nation", "policy": "--policy"}
OPTION_OF |= {"domain": "--domain", "admin_name": "--admin-name", "admin_email": "--admin-email"}


class Command(BaseCommand):
    help = (
        "Begin: an organisation with its administrator and policy. Without options it prints a "
        "link to a page in the browser that asks for the same. It may be run again: what is there "
        "stays as it is."
    )

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument(
            "--organisation", help="name, short name or code of a UK authority, or any name"
        )
        parser.add_argument(
            "--nation", choices=Nation.values, help="of one that is no UK authority"
        )
        parser.add_argument("--domain", default="", help="of its website, which you vouch for")
        parser.add_argument("--admin-email", default="")
        parser.add_argument("--admin-name", default="")
        ready = [each["key"] for each in policy_files.choices()]
        parser.add_argument("--policy", default="small_panel", choices=ready)

    def handle(self, *args: Any, **options: Any) -> None:
        if options["organisation"]:
            self.set_up(options)
        else:
            self.offer_first_run()

    def offer_first_run(self) -> None:
        try:
            path = actions.offer_first_run(at=timezone.now())
        except Refused as refusal:
            raise CommandError(
                f"{refusal} Name the organisation: --organisation NAME."
            ) from refusal
        self.stdout.write("Open this page in a browser. It works once, for two days:\n")
        self.stdout.write(f"\n  {settings.SITE_URL}{path}\n\n")

    def set_up(self, options: dict[str, Any]) -> None:
        authority = authority_named(options["organisation"], nation=options["nation"])
        given = read(options, authority)
        try:
            done = actions.set_up(**given, at=timezone.now())
        except Refused as refusal:
            raise CommandError(refusal.sentence) from refusal
        for sentence in done:
            self.stdout.write(sentence)
        self.say_next(given["admin_email"])

    def say_next(self, email: str) -> None:
        page = settings.SITE_URL + reverse("account_request_login_code")
        if email:
            self.stdout.write(f"\nNext: {email} signs in at {page}")
            self.stdout.write("with a code that comes by mail. Mail goes while this runs:")
            self.stdout.write("  manage.py worker")
        else:
            self.stdout.write("\nNext: name an administrator with --admin-email and --admin-name.")


def authority_named(text: str, *, nation: str | None) -> Authority | None:
    """The current authority of this name; None for an organisation of another kind."""
    named = authorities.exactly(text)
    if [each for each in named if each.is_current]:
        named = [each for each in named if each.is_current]
    elif named:
        names = " or ".join(each.name for each in authorities.successors(named[0]))
        raise CommandError(f"{named[0].name} ended on {named[0].ended}. Name {names}.")
    if len(named) > 1:
        raise CommandError(f"Which? {', '.join(f'{each.name} ({each.code})' for each in named)}")
    if not named and not nation and not Organisation.objects.filter(name__en=text).exists():
        near = [found.authority.name for found in authorities.search(text)[:3]]
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        raise CommandError(f"No UK authority is called {text}.{hint} For any other, add --nation.")
    return named[0] if named else None


def read(options: dict[str, Any], authority: Authority | None) -> dict[str, Any]:
    """The options as the form on the first-run page reads them."""
    existing = Organisation.objects.filter(name__en=options["organisation"]).first()
    nation = options["nation"] or (existing.nation if existing else "")
    typed = {**options, "name": options["organisation"], "nation": nation}
    form = SetUpForm(typed, authority=authority)
    form.fields["domain"].required = False
    if not options["admin_email"] and Organisation.objects.exists():
        form.fields["admin_email"].required = form.fields["admin_name"].required = False
    if not form.is_valid():
        lines = [f"{OPTION_OF[name]}: {errors[0]}" for name, errors in form.errors.items()]
        raise CommandError("\n".join(lines))
    return form.given()
