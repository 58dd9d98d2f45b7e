"""Forms in the look of the design, allauth's own forms included."""

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.translation import gettext as _

from tajryiba.core import html, related

register = template.Library()

DASHES = BLANK_CHOICE_DASH[0][1]
CLASSES = ((forms.CheckboxInput, ""), (forms.Textarea, "textarea"), (forms.Select, "select"), (forms.Widget, "input"))


def _dress(field) -> str:
    """Give the widget its class, drop allauth's placeholders (the label says it), return the name of the template.

    What a new password must be is one sentence, not Django's list of four.
    """
    widget = field.field.widget
    widget.attrs.pop("placeholder", None)
    if widget.attrs.get("autocomplete") == "new-password" and field.help_text:
        field.help_text = _("At least 10 characters: not only digits, not your name or e-mail, not a common word.")
    _name_nothing(field.field)
    if isinstance(widget, forms.RadioSelect):  # check boxes of a list are one too
        return "people/_choices.html"
    css = next(css for kind, css in CLASSES if isinstance(widget, kind))
    if css:
        widget.attrs["class"] = css
    return "people/_check.html" if isinstance(widget, forms.CheckboxInput) else "components/field.html"


def _name_nothing(field: forms.Field) -> None:
    """Django's row of hyphens says nothing aloud."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = _("not chosen")
    elif isinstance(field, forms.ChoiceField) and type(field.widget) is forms.Select:
        field.widget.choices = [(value, _("not chosen") if name == DASHES else name) for value, name in field.choices]


@register.simple_tag(takes_context=True)
def form_fields(context, form):
    """Every field of `form`, hidden ones first; the summary of errors is `components/form_errors.html`."""
    if not hasattr(form, "visible_fields"):
        return ""
    rows = [str(field) for field in form.hidden_fields()]
    rows += [form_field(context, field) for field in form.visible_fields()]
    return format_html_join("", "{}", ((row,) for row in rows))


@register.simple_tag(takes_context=True)
def form_field(context, field) -> str:
    """One field."""
    return render_to_string(_dress(field), {**context.flatten(), "field": field})


@register.simple_tag
def account_menu():
    return related.menu("account")


@register.filter
def plain_paragraphs(text: str) -> str:
    return html.paragraphs(text)
