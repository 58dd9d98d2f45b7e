"""Settings of pages and their workflow; config/settings/base.py takes them over. Nothing is imported here."""

WAGTAIL_I18N_ENABLED = True
WAGTAIL_USAGE_COUNT_ENABLED = True
WAGTAIL_WORKFLOW_ENABLED = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "tajryiba.magazine.issues.workflow.finish"
