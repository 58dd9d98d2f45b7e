"""The form of a text in the Wagtail admin."""

from wagtail.admin.forms import WagtailAdminModelForm


class TextForm(WagtailAdminModelForm):
    """A written text stays with its practice and in its language: moved away, it would leave a public page empty."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name in ("practice", "lang"):
                self.fields[name].disabled = True
