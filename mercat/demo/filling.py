"""Fills an empty database with the invented council, through the same actions as everybody."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from mercat.common import working_days
from mercat.demo import (
    advising,
    appealed,
    asked,
    cases,
    desks,
    discussed,
    ended,
    kept,
    learning,
    meeting,
    offices,
    papers,
    people,
    pulses,
    registered,
    sharing,
    telling,
)
from mercat.demo.checks import fill as fill_checks
from mercat.demo.people import Part
from mercat.organisations import actions as organisations
from mercat.organisations.models import Department, Membership, Organisation
from mercat.passports import actions as passports
from mercat.passports import queries as cases_read
from mercat.passports.forms import EmergencyForm, SectionForm
from mercat.passports.library import Term, conditions
from mercat.passports.models import Application, Condition
from mercat.people.models import Person
from mercat.platforms import Account, recognise
from mercat.register import actions as register
from mercat.register import imports
from mercat.register.lifecycle import Status
from mercat.register.models import Account as Listed
from mercat.register.models import Custodian

TREE = {
    "Chief Executive": ["Communications"],
    "Libraries and Museums": ["Libraries", "Museums", "Archives"],
    "Places": ["Roads", "Parks"],
}


@dataclass
class Council:
    organisation: Organisation
    at: datetime
    departments: dict[str, Department] = field(default_factory=dict)
    members: dict[str, Membership] = field(default_factory=dict)


def is_filled() -> bool:
    return Organisation.objects.filter(slug="strathbeg").exists()


@transaction.atomic
def fill(*, at: datetime) -> None:
    begun = at - timedelta(days=120)
    strathbeg = _council("Strathbeg Council", "strathbeg", "scotland", TREE, begun)
    strathbeg.organisation.name = {"en": "Strathbeg Council", "gd": "Comhairle Shrath Bheag"}
    strathbeg.organisation.save()
    _people(strathbeg, people.STRATHBEG)
    _accounts(strathbeg, cases.ACCOUNTS)
    imports.apply(
        cases.OLD_LIST.encode(),
        organisation=strathbeg.organisation,
        name="social media 2024.csv",
        by=strathbeg.members["elspeth"].person,
        at=at - timedelta(days=60),
    )
    for case in cases.CASES:
        _walk(strathbeg, case, now=at)
    passports.add_question(
        question=cases.QUESTION, by=strathbeg.members["hamish"], at=at - timedelta(days=1)
    )
    advising.advise(strathbeg.members, now=at)
    passports.learn(
        answers=cases.LEARNING,
        declarations=["policy"],
        by=strathbeg.members["callum"],
        at=at - timedelta(days=20),
    )
    _emergency(strathbeg, at=at - timedelta(days=2))
    _list_own(strathbeg, "callum", at=at - timedelta(days=9))
    offices.fill(strathbeg.organisation, strathbeg.members["hamish"], now=at)
    appealed.happen(strathbeg.members, at=at)
    meeting.meet(strathbeg.members, now=at)
    registered.happen(strathbeg.members, at=at)
    kept.happen(strathbeg.members, at=at)
    learning.assess(strathbeg.members, at=at)
    pulses.ask(strathbeg.members, at=at)
    asked.happen(strathbeg.members, at=at)
    desks.happen(strathbeg.members, at=at)
    glentarbet = _council("Glentarbet Care", "glentarbet", "scotland", {"Care at home": []}, begun)
    _people(glentarbet, people.GLENTARBET)
    _accounts(glentarbet, cases.GLENTARBET_ACCOUNTS)
    discussed.happen(strathbeg.members, glentarbet.members, at=at)
    sharing.happen(strathbeg.members, glentarbet.members, at=at)
    _bilingual(begun)
    fill_checks(strathbeg.organisation, at=at)
    telling.happen(strathbeg.organisation, strathbeg.members, at=at)
    _closed(strathbeg.members["hamish"].person, begun, at=at)


def _bilingual(at: datetime) -> None:
    """A council in Wales, whose people and public choose their language."""
    council = _council("Bro Garwen Council", "brogarwen", "wales", {}, at)
    organisations.change_organisation(
        organisation=council.organisation,
        name={"en": "Bro Garwen Council", "cy": "Cyngor Bro Garwen"},
        languages=["en", "cy"],
        by=None,
        at=at,
    )
    for name, welsh, parent in (
        ("Corporate services", "Gwasanaethau corfforaethol", ""),
        ("Libraries", "Llyfrgelloedd", "Corporate services"),
    ):
        council.departments[name] = organisations.add_department(
            organisation=council.organisation,
            name={"en": name, "cy": welsh},
            parent=council.departments.get(parent),
            by=None,
            at=at,
        )
    _people(council, people.BRO_GARWEN)
    _accounts(council, cases.BRO_GARWEN_ACCOUNTS)


def _closed(operator: Person, begun: datetime, *, at: datetime) -> None:
    trust = _council("Strathbeg Leisure", "strathbegleisure", "scotland", {"Pools": []}, begun)
    _people(trust, people.STRATHBEG_LEISURE)
    _accounts(trust, cases.STRATHBEG_LEISURE_ACCOUNTS)
    agrees = trust.members["sorcha"].person
    ended.close(trust.organisation, operator=operator, agrees=agrees, at=at)


def _emergency(council: Council, *, at: datetime) -> None:
    given = cases.EMERGENCY
    typed = {**given, "department": council.departments[given["department"]].public_id}
    adviser = council.members["elspeth"]
    form = EmergencyForm(typed, by=adviser)
    if not form.is_valid():
        raise ValueError(form.errors.as_json())
    passports.grant_emergency(
        holder=form.cleaned_data["holder"], answers=form.answers(), by=adviser, at=at
    )


def _list_own(council: Council, who: str, *, at: datetime) -> None:
    address, name = cases.OWN
    recognised = recognise(address)
    if not isinstance(recognised, Account):
        raise ValueError(f"{address}: {recognised.sentence}")
    register.list_own(recognised=recognised, name=name, by=council.members[who], at=at)


def _council(
    name: str, slug: str, nation: str, tree: dict[str, list[str]], at: datetime
) -> Council:
    organisation = organisations.create(name=name, slug=slug, nation=nation, by=None, at=at)
    organisations.verify_domain(
        organisation=organisation, host=f"{slug}.example", method="operator", by=None, at=at
    )
    passports.adopt_policy(organisation=organisation, key="small_panel", by=None, at=at)
    council = Council(organisation, at)
    for parent, children in tree.items():
        _department(council, parent, None)
        for child in children:
            _department(council, child, council.departments[parent])
    return council


def _department(council: Council, name: str, parent: Department | None) -> None:
    council.departments[name] = organisations.add_department(
        organisation=council.organisation, name=name, parent=parent, by=None, at=council.at
    )


@cache
def _hashed() -> str:
    """Hashing is slow by design, and everybody's password is the same."""
    return make_password(people.PASSWORD)


def _people(council: Council, parts: tuple[Part, ...]) -> None:
    for part in parts:
        person = Person.objects.create_user(part.email, None, name=part.name)
        person.password = _hashed()
        person.save(update_fields=["password"])
        manager = council.members.get(part.manager)
        council.members[part.key] = organisations.add_member(
            organisation=council.organisation,
            person=person,
            department=council.departments[part.department],
            manager=manager.person if manager else None,
            job_title=part.job_title,
            roles=list(part.roles),
            by=None,
            at=council.at,
        )


def _accounts(council: Council, accounts: tuple[tuple[Any, ...], ...]) -> None:
    for address, name, department, purpose, owner, backup, status in accounts:
        text, _, platform = address.partition(" on ")
        recognised = recognise(text, platform=platform or None)
        if not isinstance(recognised, Account):
            raise ValueError(f"{address}: {recognised.sentence}")
        account = register.enter(
            organisation=council.organisation,
            recognised=recognised,
            particulars=register.Particulars(
                name=name,
                department=council.departments[department],
                purpose=purpose,
                audience="People who live here",
                custodians=(
                    (council.members[owner].person, Custodian.Level.OWNER),
                    (council.members[owner].person, Custodian.Level.ADMINISTRATOR),
                    (council.members[backup].person, Custodian.Level.BACKUP),
                ),
            ),
            by=council.members[owner].person,
            at=council.at,
        )
        if status != Status.ACTIVE:
            register.set_status(
                account=account,
                status=Status(status),
                since=council.organisation.day(council.at + timedelta(days=40)),
                by=council.members[owner].person,
                at=council.at + timedelta(days=40),
            )


def _walk(council: Council, case: cases.Case, *, now: datetime) -> None:
    """Take the case as far as it reaches, a day a step."""
    at = now - timedelta(days=case.days_ago)
    day = timedelta(days=1)
    applicant = council.members[case.applicant]
    application = passports.start(by=applicant, at=at)
    if case.reaches == "draft":
        _answer(council, case, application, at=at, most=2)
        helper = council.members["hamish"]
        passports.add_helper(application=application, helper=helper, by=applicant, at=at)
        return
    _answer(council, case, application, at=at)
    passports.submit(
        application=application,
        declarations=["policy", "belongs", "elections", "manager"],
        shows_name=False,
        by=applicant,
        at=at,
    )
    passports.lend_answers(application=application, lends=True, by=applicant, at=at)
    if case.reaches == "submitted":
        return
    clerk, chair = council.members["fergus"], council.members["shona"]
    passports.open_case(application=application, by=clerk, at=at + day)
    passports.discuss(
        application=application,
        text="A clear purpose, and two people to look after it. I would support it.",
        by=chair,
        at=at + 2 * day,
    )
    if case.reaches == "panel":
        return
    _decide(council, application, case, by=chair, at=at + 5 * day)
    if case.reaches == "released":
        _release(application, by=clerk, at=at + 6 * day)
        _meet(application, by=applicant, at=at + 10 * day)


def _release(application: Application, *, by: Membership, at: datetime) -> None:
    application.refresh_from_db()
    decision = cases_read.standing_decision(application)
    if decision:
        text = passports.letter_of(application, decision)
        passports.release(application=application, text=text, by=by, at=at)


def _meet(application: Application, *, by: Membership, at: datetime) -> None:
    """The register shows the first; the second is the holder's word; the third is still to do."""
    passports.chase_conditions(at=at)
    found = Condition.objects.filter(decision__application=application, key="house_rules")
    for condition in found:
        words = "They stand on our page now, under “About this account”."
        passports.say_done(condition=condition, words=words, by=by, at=at)


def _answer(
    council: Council, case: cases.Case, application: Application, *, at: datetime, most: int = 99
) -> None:
    answers = {
        **case.answers,
        "department": council.departments[case.answers["department"]].public_id,
    }
    if name := case.answers.get("listed"):
        ours = Listed.objects.get(organisation=council.organisation, name=name)
        answers["listed"] = ours.public_id
    for section in cases_read.question_set_of(application).shown(answers).sections[:most]:
        member = council.members[case.applicant]
        form = SectionForm(
            answers,
            papers.chosen(section),
            section=section,
            organisation=council.organisation,
            member=member,
        )
        if not form.is_valid():
            raise ValueError(f"{case.applicant}, {section.key}: {form.errors.as_json()}")
        form.keep_files(by=member, at=at)
        passports.save_section(
            application=application,
            section=section.key,
            answers=form.answers(),
            row_version=0,
            by=member,
            at=at,
        )


def _terms(council: Council, at: datetime) -> list[Term]:
    """Two that the chair chose and one in her own words."""
    organisation = council.organisation
    offered = {each.key: each for each in conditions()}
    terms = [
        Term(
            text=offered[key].text,
            due_on=working_days.add(
                organisation.day(at), offered[key].working_days, nation=organisation.nation
            ),
            key=key,
        )
        for key in ("two_administrators", "house_rules")
    ]
    later = organisation.day(at + timedelta(days=75))
    return [*terms, Term(text="Tell us what readers liked best", due_on=later)]


def _decide(
    council: Council, application: Application, case: cases.Case, *, by: Membership, at: datetime
) -> None:
    conditional = case.outcome == "approved_with_conditions"
    passports.decide(
        application=application,
        outcome=case.outcome,
        reasons=cases.REASONS.get(case.outcome, cases.REASON),
        conditions=_terms(council, at) if conditional else (),
        deferred_until=at.date() + timedelta(days=60) if case.outcome == "deferred" else None,
        panel_note="Look again at the reply times after three months.",
        expires_on=None,
        by=by,
        at=at,
    )
