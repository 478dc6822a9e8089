from django.urls import path

from mercat.learning import views

app_name = "learning"
frame = "frameworks/<slug:version_id>/"
draft = "frameworks/drafts/<slug:draft_id>/"
share = "teams/<slug:share_id>/"
planned = "plan/<slug:action_id>/"
one = "<slug:assessment_id>/"
capability = f"{one}capabilities/<slug:capability>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/upload/", views.upload_framework, name="upload_framework"),
    path(draft, views.draft_framework, name="draft_framework"),
    path(f"{draft}use/", views.use_draft, name="use_draft"),
    path(f"{draft}discard/", views.discard_draft, name="discard_draft"),
    path(frame, views.framework, name="framework"),
    path(f"{frame}file/", views.framework_file, name="framework_file"),
    path(f"{frame}copy/", views.copy_framework, name="copy_framework"),
    path(f"{frame}start/", views.start, name="start"),
    path(share, views.share, name="share"),
    path(f"{share}submit/", views.submit, name="submit"),
    path(f"{share}ask/", views.request_changes, name="request_changes"),
    path(f"{share}close/", views.close, name="close"),
    path(f"{share}remove/", views.remove, name="remove"),
    path(f"{share}<slug:capability>/", views.answer, name="answer"),
    path(planned, views.planned_action, name="planned_action"),
    path(f"{planned}change/", views.change_action, name="change_action"),
    path(f"{planned}begin/", views.begin_action, name="begin_action"),
    path(f"{planned}done/", views.complete_action, name="complete_action"),
    path(f"{planned}drop/", views.drop_action, name="drop_action"),
    path(f"{planned}again/", views.reopen_action, name="reopen_action"),
    path(f"{planned}evidence/", views.action_evidence, name="action_evidence"),
    path("evidence/<slug:file_id>/", views.evidence_file, name="evidence_file"),
    path(one, views.assessment, name="assessment"),
    path(f"{one}targets/", views.set_targets, name="set_targets"),
    path(f"{one}assign/", views.assign, name="assign"),
    path(f"{one}finish/", views.finish, name="finish"),
    path(f"{one}stop/", views.stop, name="stop"),
    path(f"{one}report/", views.report, name="report"),
    path(f"{one}report/file/", views.report_file, name="report_file"),
    path(f"{one}plan/", views.plan, name="plan"),
    path(f"{one}plan/<slug:capability>/", views.plan_action, name="plan_action"),
    path(f"{one}plan/<slug:capability>/nothing/", views.no_action, name="no_action"),
    path(f"{one}facts/", views.count_facts, name="count_facts"),
    path(capability, views.judge, name="judge"),
    path(f"{capability}evidence/", views.add_evidence, name="add_evidence"),
    path(f"{capability}facts/<slug:fact>/", views.use_fact, name="use_fact"),
    path(f"{capability}evidence/<slug:evidence_id>/", views.use_evidence, name="use_evidence"),
]
