from django.urls import include, path

from mercat.api.api import api
from mercat.api.lookup import look_up
from mercat.api.scim import scim

drawn, app, namespace = api.urls
v1 = [path("lookup", look_up, name="lookup"), *drawn]
urlpatterns = [
    path("v1/", include((v1, app), namespace)),
    path("scim/v2/", scim.urls),
]
