"""What every view of the app loads first; who may not see it gets 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from mercat.learning import queries, rules
from mercat.learning.frameworks import Capability
from mercat.learning.models import (
    FrameworkDraft,
    FrameworkVersion,
    LearningAssessment,
    Share,
)
from mercat.organisations.middleware import membership_of
from mercat.organisations.models import Membership


def load(request: HttpRequest, assessment_id: str) -> tuple[Membership, LearningAssessment]:
    membership = membership_of(request)
    found = queries.assessments_seen_by(membership)
    return membership, get_object_or_404(found, public_id=assessment_id)


def load_to_lead(request: HttpRequest, assessment_id: str) -> tuple[Membership, LearningAssessment]:
    membership, assessment = load(request, assessment_id)
    rules.check_can_lead(membership, assessment)
    return membership, assessment


def load_share(request: HttpRequest, share_id: str) -> tuple[Membership, Share]:
    membership = membership_of(request)
    found = queries.shares_seen_by(membership)
    return membership, get_object_or_404(found, public_id=share_id)


def load_version(request: HttpRequest, version_id: str) -> tuple[Membership, FrameworkVersion]:
    membership = membership_of(request)
    found = queries.versions_for(membership.organisation)
    return membership, get_object_or_404(found, public_id=version_id)


def load_draft(request: HttpRequest, draft_id: str) -> tuple[Membership, FrameworkDraft]:
    membership = membership_of(request)
    rules.check_can_load(membership)
    return membership, get_object_or_404(queries.drafts_of(membership), public_id=draft_id)


def capability_of(assessment: LearningAssessment, key: str) -> Capability:
    found = assessment.version.data.capability(key)
    if found is None or key not in assessment.capabilities:
        raise Http404("Not a capability of this assessment.")
    return found
