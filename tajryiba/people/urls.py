"""Everything under /{language}/account/."""

from django.urls import include, path, re_path

from .enums import ConsentKind
from .views import absence, account, consents, municipality, organisations

urlpatterns = [
    path("", account.account_home, name="account"),
    path("island/", account.account_island, name="account_island"),
    path("profile/", account.account_profile, name="account_profile"),
    path("security/", account.account_security, name="account_security"),
    path("data/", account.account_data, name="account_data"),
    path("data/export/", account.account_export, name="account_export"),
    path("data/erase/", account.account_erase, name="account_erase"),
    path("erased/", account.account_erased, name="account_erased"),
    path("absence/", absence.account_absence, name="account_absence"),
    path("absence/<int:pk>/end/", absence.account_absence_end, name="account_absence_end"),
    path("organisations/", organisations.account_organisations, name="account_organisations"),
    path("organisations/<int:pk>/", organisations.account_organisation, name="account_organisation"),
    path("organisations/<int:pk>/join/", organisations.account_join, name="account_join"),
    path("municipality/<int:pk>/profile/", municipality.account_unit_profile, name="account_unit_profile"),
    path("memberships/<int:pk>/<slug:decision>/", organisations.account_membership, name="account_membership"),
    path("consents/", consents.account_consents, name="account_consents"),
    path("consents/personal_data/", consents.consent_text, {"kind": ConsentKind.PERSONAL_DATA}, name="privacy"),
    path("consents/<slug:kind>/", consents.consent_text, name="consent_text"),
    re_path(
        r"^consents/(?P<kind>[\w-]+)/(?P<decision>give|withdraw)/$",
        consents.account_consent_decide,
        name="account_consent_decide",
    ),
    path("", include("allauth.account.urls")),
    path("mfa/", include("allauth.mfa.urls")),
]
