"""A panel on the practice's edit page: its three texts, their state, and the way to write the missing one."""

from django.conf import settings
from django.urls import reverse
from wagtail.admin.panels import Panel


class TextsPanel(Panel):
    class BoundPanel(Panel.BoundPanel):
        template_name = "practices/admin/_texts_panel.html"

        def is_shown(self):
            return self.instance.pk is not None

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            texts = {text.lang: text for text in self.instance.texts.all()}
            context["rows"] = [self._row(code, name, texts.get(code)) for code, name in settings.LANGUAGES]
            return context

        def _row(self, code: str, name: str, text) -> dict:
            namespace = "wagtailsnippets_practices_practicetext"
            if text is None:
                url = reverse(f"{namespace}:add") + f"?practice={self.instance.pk}&lang={code}"
            else:
                url = reverse(f"{namespace}:edit", args=[text.pk])
            return {"name": name, "text": text, "url": url}
