from django.urls import path

from mercat.access import views

app_name = "access"
link = "at/<str:desk_key>/"
barrier = "barriers/<slug:barrier_id>/"
urlpatterns = [
    path("", views.index, name="index"),
    path("desk/", views.desk, name="desk"),
    path("desk/count/", views.count_browser, name="count_browser"),
    path("tools/", views.tools, name="tools"),
    path("tools/count/", views.count_tools, name="count_tools"),
    path(link, views.desk_by_link, name="desk_by_link"),
    path(f"{link}count/", views.count_browser_by_link, name="count_browser_by_link"),
    path(f"{link}tools/", views.tools_by_link, name="tools_by_link"),
    path(f"{link}tools/count/", views.count_tools_by_link, name="count_tools_by_link"),
    path("link/", views.make_link, name="make_link"),
    path("sites/", views.set_sites, name="set_sites"),
    path("attempts/", views.allow_attempts, name="allow_attempts"),
    path("attempts/stop/", views.stop_attempts, name="stop_attempts"),
    path("browsers/", views.hand_in_browsers, name="hand_in_browsers"),
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/csv/", views.dashboard_csv, name="dashboard_csv"),
    path("barriers/", views.barriers, name="barriers"),
    path("barriers/csv/", views.barriers_csv, name="barriers_csv"),
    path("barriers/report/", views.report, name="report"),
    path(barrier, views.barrier, name="barrier"),
    path(f"{barrier}take/", views.take, name="take"),
    path(f"{barrier}due/", views.set_due, name="set_due"),
    path(f"{barrier}try/", views.try_out, name="try_out"),
    path(f"{barrier}some/", views.open_to_some, name="open_to_some"),
    path(f"{barrier}all/", views.open_to_all, name="open_to_all"),
    path(f"{barrier}decline/", views.decline, name="decline"),
    path(f"{barrier}again/", views.reopen, name="reopen"),
    path(f"{barrier}withdraw/", views.withdraw, name="withdraw"),
    path(f"{barrier}too/", views.say_too, name="say_too"),
    path(f"{barrier}too/no/", views.say_too_no_more, name="say_too_no_more"),
]
