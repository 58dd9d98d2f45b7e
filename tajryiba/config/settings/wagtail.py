"""What we want of Wagtail, the same on every machine."""

WAGTAIL_SITE_NAME = "Тажрыйба"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
# Its own index serves only the box of the page explorer; two workers at once break on it, so it is made anew at night.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
TAGGIT_CASE_INSENSITIVE = True
WAGTAIL_I18N_ENABLED = True
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "tajryiba.magazine.issues.workflow.finish"
