"""Which address is for whom: the lists that tests/test_outsiders.py walks.

A new address fails there until somebody says here who may see it.
"""

from tests.access.addresses import BY_LINK as ACCESS_BY_LINK
from tests.passports.conversations import ADVICE, ADVICE_OF_MEMBERS, ADVICE_POST_ONLY
from tests.practice.addresses import OPEN as PRACTICE_PUBLIC
from tests.practice.papers.addresses import OPEN as OPEN_PAPERS

# Who is no member may see these; 302 and the rest are what they answer to a plain GET.
PUBLIC = {
    "home:front": 200,
    "home:accessibility": 200,
    "home:privacy": 200,
    "home:cookies": 200,
    "home:complain": 200,
    "home:choose_language": 405,  # a press alone changes it
    "home:healthz": 200,
    "home:readyz": 200,
    "lookup:lookup": 200,
    "lookup:look_up_list": 200,
    "lookup:organisations": 200,
    "lookup:organisation": 200,
    "lookup:account": 200,
    "lookup:passport": 200,
    **PRACTICE_PUBLIC,
    **OPEN_PAPERS,
    "open_data:site": 200,
    "open_data:site_file": 200,
    "open_data:organisation": 200,
    "open_data:organisation_file": 200,
    "open_data:trust_txt": 200,
    "lookup:report": 200,
    "lookup:ask_review": 404,  # nobody calls this account false
    "pulse:anonymous": 200,
    "pulse:answer_pulse": 200,
    "pulse:enter_card": 405,  # what was typed is posted
    "pulse:answer_by_card": 200,  # no such card: the page asks for the code
    "pulse:answer_easily": 200,
    "pulse:thanks": 200,
    "api:lookup": 422,  # it wants a question
    "api:organisations": 200,
    "api:organisation": 200,
    "api:departments": 200,
    "api:organisation_accounts": 200,
    "api:accounts": 200,
    "api:account": 200,
    "api:changes": 200,
    "api:private_accounts": 401,  # programs show a token of the organisation
    "api:private_account": 401,
    "api:private_departments": 401,
    "api:private_applications": 401,
    "api:private_application": 401,
    "api:private_passports": 401,
    "api:private_passport": 401,
    "api:begin_application": 401,
    "api:write_application": 401,
    "api:take_step": 405,  # by a POST alone
    "api:openapi-json": 200,
    "api:api-root": 404,
    "scim:api-root": 404,
    "scim:config": 401,  # programs show a token of the organisation
    "scim:users": 401,
    "scim:user": 401,
    "scim:create_user": 401,
    "scim:patch_user": 401,
    "account_login": 200,
    "account_request_login_code": 200,
    "account_confirm_login_code": 302,
    "mfa_authenticate": 302,
    "mfa_login_webauthn": 302,
    "account_reset_password": 200,
    "account_confirm_password_reset_code": 302,
    "account_complete_password_reset": 302,
    "account_password_reset_completed": 200,
    "account_signup": 200,
    "account_inactive": 200,
    "account_logout": 302,
    "passports:certify_by_link": 410,
    "passports:calendar": 410,
    "passports:manager_view": 410,  # the secret in the address is the key, and this one is wrong
    "organisations:accept": 410,
    "elections:acknowledge_by_link": 410,
    **ACCESS_BY_LINK,
    "home:first_run": 404,  # nobody is told that such a page exists
    "demo:letter_box": 200,
    "demo:letter": 200,
}
# Every member, for their own organisation.
MEMBERS = {
    **ADVICE_OF_MEMBERS,
    "home:dashboard": 200,
    "home:my_data": 200,
    "organisations:choose": 200,
    "organisations:programs": 200,
    "organisations:allow_program": 405,  # by a press alone
    "organisations:stop_program": 405,
    "passports:index": 200,
    "passports:apply": 200,
    "passports:learn": 200,
    "passports:certify": 200,
    "passports:leavers": 200,
    "passports:recognise": 200,
    "passports:reminders": 200,
    "passports:make_calendar": 405,  # by a press alone
    "passports:end_calendar": 405,
    "register:accounts": 200,
    "register:account": 200,
    "register:departments": 200,
    "register:list_own": 200,
    "register:overview": 200,
}
# About one application or passport: those who are no party to it see that there is nothing.
PARTIES = {
    *ADVICE,
    "passports:meeting",
    "passports:pack",
    "passports:minutes",
    "passports:change_meeting",
    "passports:cancel_meeting",
    "passports:add_items",
    "passports:attendance",
    "passports:change_minutes",
    "passports:person",
    "passports:application",
    "passports:section",
    "passports:send",
    "passports:correct",
    "passports:withdraw",
    "passports:add_helper",
    "passports:name_barrier",
    "passports:examples",
    "passports:file",
    "passports:give_view",
    "passports:ask",
    "passports:assess",
    "passports:advise",
    "passports:name_manager",
    "passports:decide",
    "passports:interest",
    "passports:set_interest",
    "passports:vote",
    "passports:release",
    "passports:passport",
    "passports:surrender",
    "passports:renew",
    "passports:suspend",
    "passports:resume",
    "passports:revoke",
    "passports:revocation",
    "passports:reply",
    "passports:settle_revocation",
    "passports:hand_over",
    "passports:close_left",
    "passports:surrender_left",
    "passports:condition",
    "passports:condition_file",
    "passports:say_done",
    "passports:ask_again",
}
READ_ONLY = {
    "passports:meeting",
    "passports:pack",
    "passports:minutes",
    "passports:examples",
    "passports:application",
    "passports:file",
    "passports:condition",
    "passports:condition_file",
    "passports:passport",
    "passports:person",
    "passports:revocation",
}
# Those who keep the record; a plain member is told so.
KEEPERS = {
    "passports:reasons",
    "passports:add_reason",
    "passports:change_reason",
    "passports:choose_together",
    "passports:confirm_together",
    "passports:together",
    "passports:together_csv",
    "passports:board",
    "passports:board_csv",
    "passports:board_column",
    "passports:meetings",
    "passports:plan_meeting",
    "home:advice_queue",
    "passports:grant_emergency",
    "passports:held",
    "passports:certification",
    "passports:conditions",
    "passports:certification_told",
}
KEEPERS |= {"passports:guidance", "passports:guidance_place"}
# Of advisers and administrators.
GUIDANCE_POST_ONLY = {f"passports:{each}_guidance" for each in ("show", "remove", "reset")}
KEEPERS_POST_ONLY = {"passports:deal_with_answer"}
CLERKS_POST_ONLY = {"passports:start_together", "passports:remove_reason"}
# Answers to information requests: auditors read them, the FOI officer alone drafts and changes.
FOI_READ = {
    "passports:foi_answer",
    "passports:print_foi",
    "passports:download_foi",
    "passports:compare_foi",
}
FOI_WRITE = {"passports:change_foi_part", "passports:change_foi_line", "passports:release_foi"}
FOI_POST_ONLY = {"passports:discard_foi"}
FOI_LISTS = {"passports:foi_answers": 200, "passports:begin_foi": 405}
FOI = {*FOI_READ, *FOI_WRITE, *FOI_POST_ONLY, *FOI_LISTS}
# What the checks saw, for those who keep the register or look after the account.
CHECKS_LISTS = {"checks:findings", "checks:found_accounts"}
CHECKS = {*CHECKS_LISTS, "checks:finding", "checks:found_account", "checks:proofs"}
CHECKS_KEEPER = {"checks:name_page", "checks:attest"}
CHECKS_PICTURE = {"checks:proof_picture"}  # 404 as long as nobody kept one
CHECKS_POST_ONLY = {"checks:check_again", "checks:make_code", "checks:reconsider"}
CHECKS_ALL = {*CHECKS, *CHECKS_KEEPER, *CHECKS_PICTURE, *CHECKS_POST_ONLY}
# Of a pre-election period: those who read, who set it, and its keeper.
ELECTIONS_LISTS = {"elections:periods", "elections:set_period"}
ELECTIONS_READ = {"elections:period", "elections:report"}
ELECTIONS_FORMS = {"elections:change", "elections:accept", "elections:mark_partnership"}
ELECTIONS_KEEPER = {"elections:candidates"}
ELECTIONS_HOLDERS = {"elections:acknowledge"}  # whoever looks after an account reads the rules
ELECTIONS_POST_ONLY = {
    "elections:decline",
    "elections:call_off",
    "elections:chase",
    "elections:unmark_partnership",
}
ELECTIONS_OWN = {"elections:stand", "elections:stand_no_longer"}  # one says it of oneself
ELECTIONS_OF_SOMEBODY = {"elections:remove_candidate"}
# Of the operator; everybody else, whatever their roles, finds nothing there.
OPERATORS = {"elections:proposals", "elections:propose", "elections:withdraw"}
ELECTIONS = {
    *ELECTIONS_LISTS,
    *ELECTIONS_READ,
    *ELECTIONS_FORMS,
    *ELECTIONS_KEEPER,
    *ELECTIONS_HOLDERS,
    *ELECTIONS_POST_ONLY,
    *ELECTIONS_OWN,
    *ELECTIONS_OF_SOMEBODY,
}
# Of reported accounts: those who triage, and those who read.
REPORTS_LISTS = {"reports:reported_accounts"}
REPORTS_READ = {"reports:reported_account", "reports:review"}
REPORTS_FORMS = {
    "reports:clear",
    "reports:propose",
    "reports:decline",
    "reports:lift",
    "reports:letter",
}
REPORTS_PICTURES = {"reports:picture", "reports:report_picture"}  # 404: nobody kept one
REPORTS_POST_ONLY = {
    "reports:look",
    "reports:set_aside",
    "reports:reopen",
    "reports:agree",
    "reports:take_back",
}
REPORTS = {*REPORTS_LISTS, *REPORTS_READ, *REPORTS_FORMS, *REPORTS_PICTURES, *REPORTS_POST_ONLY}
# Of the organisation itself: auditors read the first kind, administrators alone do the second.
ADMINISTRATION = {
    "home:organisation",
    "home:retention",
    "home:contacts",
    "home:complaints",
    "home:complaint",
    "home:holds",
    "home:disposals",
    "home:disposals_csv",
    "home:policy",
    "passports:policy",
    "passports:policy_version",
    "organisations:people",
    "organisations:member",
    "organisations:invitations",
    "organisations:invitation",
    "organisations:departments",
    "organisations:tokens",
    "organisations:domains",
    "organisations:domain",
}
ADMINISTRATORS = {
    "home:adopt_policy",
    "organisations:choose_licence",
    "passports:change_policy",
    "passports:preview_policy",
    "passports:policy_questions",
    "passports:add_question",
    "passports:change_question",
    "home:change_periods",
    "home:change_contacts",
    "home:answer_complaint",
    "home:place_hold",
    "home:end_hold",
    "home:reviews",
    "home:review",
    "home:destroy_reviewed",
    "home:erase_person",
    "home:confirm_erasure",
    "organisations:invite",
    "organisations:roster",
    "organisations:make_token",
    "organisations:add_domain",
    "organisations:remove_domain",
    "organisations:change_member",
    "organisations:end_membership",
    "organisations:add_department",
    "organisations:change_organisation",
    "organisations:change_department",
    "organisations:remove_department",
}
ADMINISTRATORS_POST_ONLY = {
    "organisations:invite_again",
    "organisations:withdraw_invitation",
    "organisations:end_token",
    "organisations:check_domain",
    "passports:discard_policy",
    "passports:remove_question",
}
# They show something to administrators alone and change nothing.
ADMINISTRATORS_READ = {"home:erase_person", "home:reviews", "passports:policy_questions"}
OURS = {*ADMINISTRATION, *ADMINISTRATORS, *ADMINISTRATORS_POST_ONLY}
OF_ONE_THING = {
    "passports:change_question",
    "home:complaint",
    "home:answer_complaint",
    "home:end_hold",
    "home:review",
    "home:destroy_reviewed",
    "home:erase_person",
    "home:confirm_erasure",
    "organisations:member",
    "organisations:change_member",
    "organisations:end_membership",
    "organisations:invitation",
    "organisations:change_department",
    "organisations:remove_department",
    "organisations:domain",
    "organisations:remove_domain",
}
CASE_POST_ONLY = {
    "passports:agree_correction",
    "passports:drop_correction",
    "passports:appeal",
    "passports:appeal_suspension",
    "passports:appeal_revocation",
    "passports:begin_again",
    "passports:make_note",
    "passports:lend_answers",
    "passports:drop_barrier",
    "passports:open",
    "passports:discuss",
    "passports:reopen",
    "passports:call_again",
    "passports:confirm_vote",
    "passports:remove_helper",
    "passports:stop_helping",
    "passports:change",
}
MEETING_POST_ONLY = {
    "passports:propose_agenda",
    "passports:move_item",
    "passports:remove_item",
    "passports:end_meeting",
    "passports:rewrite_minutes",
    "passports:approve_minutes",
}
POST_ONLY = {*CASE_POST_ONLY, *ADVICE_POST_ONLY, *MEETING_POST_ONLY, "passports:accept_condition"}
# An adviser reads every case that was sent, and moves none.
READERS = {
    "passports:section": 403,
    "passports:send": 403,
    "passports:withdraw": 403,
    "passports:add_helper": 403,
    "passports:name_barrier": 403,
    "passports:ask": 403,
    "passports:name_manager": 403,
    "passports:decide": 403,
    "passports:correct": 403,
    "passports:interest": 403,
    "passports:set_interest": 403,
    "passports:vote": 403,
    "passports:release": 403,
    "passports:give_view": 403,
    "passports:surrender": 403,
    "passports:renew": 403,
    "passports:revoke": 403,
    "passports:reply": 403,
    "passports:settle_revocation": 403,
}
