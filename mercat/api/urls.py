from django.urls import path

from mercat.api.api import api

urlpatterns = [path("v1/", api.urls)]
