"""What of legal may be followed: an act, and all new acts as a kind. Topics and municipalities are notify's."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tajryiba.notify import followables
from tajryiba.notify.followables import Followable

from .models import Act


def register() -> None:
    visible = Act.objects.visible_to
    followables.register(Followable("act", _("legal act"), Act, visible, lambda act: act.full_title))
    followables.register_kind(Act, lambda: gettext("All new acts"), lambda: reverse("law_list"))
