from django.urls import path

from mercat.register import views
from mercat.register.views import bulk, exports, imports, remembered

app_name = "register"
missing = "imports/missing/<int:number>/"
one_import = "imports/<slug:import_id>/"
account = "accounts/<slug:account_id>/"
custodian = f"{account}custodians/<int:custodian_id>/"
one_bulk = "bulk/<slug:bulk_id>/"
change = "changes/<slug:change_id>/"
urlpatterns = [
    path("", views.accounts, name="accounts"),
    path("departments/", views.departments, name="departments"),
    path("overview/", views.overview, name="overview"),
    path("own/", views.list_own, name="list_own"),
    path("own/<slug:account_id>/remove/", views.remove_own, name="remove_own"),
    path("views/save/", views.save_view, name="save_view"),
    path("views/<slug:view_id>/remove/", views.remove_view, name="remove_view"),
    path("accounts/add/", views.add_account, name="add_account"),
    path(account, views.account, name="account"),
    path(f"{account}history/", views.history, name="history"),
    path(f"{account}change/", views.change, name="change_account"),
    path(f"{account}owner/", views.change_owner, name="change_owner"),
    path(f"{account}address/", views.change_address, name="change_address"),
    path(f"{account}status/", views.change_status, name="change_status"),
    path(f"{account}close/", views.close, name="close"),
    path(f"{account}lost/", views.lose, name="lose"),
    path(f"{account}custodians/add/", views.add_custodian, name="add_custodian"),
    path(f"{custodian}change/", views.change_custodian, name="change_custodian"),
    path(f"{custodian}end/", views.end_custodian, name="end_custodian"),
    path(f"{account}addresses/add/", views.add_alias, name="add_alias"),
    path(f"{account}addresses/<int:alias_id>/remove/", views.remove_alias, name="remove_alias"),
    path(f"{account}twins/link/", views.link_twin, name="link_twin"),
    path(f"{account}twins/<slug:twin_id>/unlink/", views.unlink_twin, name="unlink_twin"),
    path("changes/", views.changes, name="changes"),
    path(change, views.change_page, name="change"),
    path(f"{change}agree/", views.agree, name="agree"),
    path(f"{change}decline/", views.decline, name="decline"),
    path(f"{change}withdraw/", views.withdraw, name="withdraw"),
    path("export.<slug:kind>/", exports.export, name="export"),
    path("bulk/", bulk.bulk_changes, name="bulk_changes"),
    path("bulk/choose/", bulk.choose_bulk, name="choose_bulk"),
    path(one_bulk, bulk.bulk_change, name="bulk_change"),
    path(f"{one_bulk}plan/", bulk.plan_bulk, name="plan_bulk"),
    path(f"{one_bulk}apply/", bulk.apply_bulk, name="apply_bulk"),
    path(f"{one_bulk}undo/", bulk.undo_bulk, name="undo_bulk"),
    path(f"{one_bulk}discard/", bulk.discard_bulk, name="discard_bulk"),
    path(f"{one_bulk}report.<slug:kind>/", bulk.bulk_report, name="bulk_report"),
    path("imports/", imports.imports, name="imports"),
    path("imports/start/", imports.start_import, name="start_import"),
    path("imports/missing/", remembered.disappearances, name="disappearances"),
    path(missing, remembered.answer_disappearance, name="answer_disappearance"),
    path(f"{one_import}remember/", remembered.remember_list, name="remember_list"),
    path(f"{one_import}forget/", remembered.forget_list, name="forget_list"),
    path(one_import, imports.import_, name="import"),
    path(f"{one_import}columns/", imports.import_columns, name="import_columns"),
    path(f"{one_import}rows/", imports.choose_rows, name="choose_rows"),
    path(f"{one_import}rows/<int:number>/", imports.mend_row, name="mend_row"),
    path(f"{one_import}apply/", imports.apply_import, name="apply_import"),
    path(f"{one_import}undo/", imports.undo_import, name="undo_import"),
    path(f"{one_import}again/", imports.read_again, name="read_again"),
    path(f"{one_import}discard/", imports.discard_import, name="discard_import"),
    path(f"{one_import}report.<slug:kind>/", exports.import_report, name="import_report"),
]
