from django.urls import path

from mercat.api.api import api
from mercat.api.scim import scim

urlpatterns = [path("v1/", api.urls), path("scim/v2/", scim.urls)]
