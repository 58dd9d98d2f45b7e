"""System checks that keep a deployment honest."""

from django.conf import settings
from django.core.checks import Warning as CheckWarning
from django.core.checks import register


@register()
def languages_are_three(app_configs, **kwargs):
    codes = [code for code, _name in settings.LANGUAGES]
    if codes == ["ky", "ru", "en"]:
        return []
    return [CheckWarning("Languages must stay ky, ru, en in this order.", id="core.W001")]
