from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from mercat.practice.views import sitemap

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("mercat.home.urls")),
    path("", include("mercat.people.urls")),
    path("lookup/", include("mercat.lookup.urls")),
    path("lookup/", include("mercat.register.open_data.urls")),
    path("passports/", include("mercat.passports.urls")),
    path("register/", include("mercat.register.urls")),
    path("register/", include("mercat.register.checks.urls")),
    path("access/", include("mercat.access.urls")),
    path("learning/", include("mercat.learning.urls")),
    path("pulse/", include("mercat.learning.pulse_urls")),
    path("practice/", include("mercat.practice.papers.urls")),
    path("practice/", include("mercat.practice.urls")),
    path("register/", include("mercat.register.reports.urls")),
    path("register/", include("mercat.register.elections.urls")),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("organisation/", include("mercat.organisations.urls")),
    path("closing/", include("mercat.archive.urls")),
    path("api/", include("mercat.api.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("demo/", include("mercat.demo.urls")))
