from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail import views as wagtail_views
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from tajryiba.core import views as core_views
from tajryiba.frontpage.sitemaps import SITEMAPS
from tajryiba.magazine.old_addresses.views import confirm_import
from tajryiba.media import urls as media_urls
from tajryiba.media import views as media_views

handler400 = "tajryiba.core.views.bad_request"
handler403 = "tajryiba.core.views.forbidden"
handler404 = "tajryiba.core.views.not_found"
handler500 = "tajryiba.core.views.server_error"

urlpatterns = [
    path("", core_views.choose_language, name="choose_language"),
    path("healthz", core_views.healthz, name="healthz"),
    path("readyz", core_views.readyz, name="readyz"),
    path("robots.txt", core_views.robots, name="robots"),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS}, name="sitemap_index"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="django.contrib.sitemaps.views.sitemap"),
    path("admin/failwhale/", media_views.not_found),  # Wagtail's own would break on purpose
    path("admin/redirects/import/process/", confirm_import, name="redirects_confirm_import"),
    path("admin/", include(wagtailadmin_urls)),
    path("", include(media_urls)),
    path("feeds/", include("tajryiba.magazine.feeds.urls")),
    *i18n_patterns(
        path("", include("tajryiba.frontpage.urls")),
        path("practices/", include("tajryiba.practices.urls")),
        path("account/submissions/", include("tajryiba.practices.submission.urls")),
        path("library/", include("tajryiba.library.urls")),
        path("laws/", include("tajryiba.legal.urls")),
        path("experts/", include("tajryiba.experts.urls")),
        path("account/", include("tajryiba.experts.account_urls")),
        path("", include("tajryiba.reference.urls")),
        path("discussions/", include("tajryiba.discuss.urls")),
        path("account/", include("tajryiba.discuss.account_urls")),
        path("account/adoptions/", include("tajryiba.practices.adoption.account_urls")),
        path("account/", include("tajryiba.practices.evidence.account_urls")),
        path("account/", include("tajryiba.practices.fit.account_urls")),
        path("account/", include("tajryiba.notify.urls")),
        path("account/", include("tajryiba.people.urls")),
        path("", include("tajryiba.magazine.urls")),
        # Last: what no view of ours answers may be a page of the tree. Wagtail's own sign-in for closed pages stays
        # out: we have none, and it knows no rate limit.
        re_path(serve_pattern, wagtail_views.serve, name="wagtail_serve"),
    ),
]
