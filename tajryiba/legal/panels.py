"""On the edit page of whatever cites acts in the admin: the acts on which it rests, and the way to change them."""

from wagtail.admin.panels import Panel

from . import subjects
from .models import Citation, Review


class LegalBasisPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "legal/admin/_legal_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            citations = Citation.objects.of(self.instance).select_related("act")
            waiting = Review.objects.of(self.instance).open().count()
            name = subjects.of(self.instance).name
            return {**context, "citations": citations, "waiting": waiting, "subject_name": name}
