"""In which state each language of some facts is, for the staff: none, draft, in review, scheduled, live, taken down."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Model, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, WorkflowState


def with_states(pages: QuerySet) -> QuerySet:
    """Pages that know, in the same query, whether they are `in_review` and whether something is `scheduled`."""
    of_page = {
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id": Cast(OuterRef("pk"), CharField()),
    }
    reviews = WorkflowState.objects.filter(**of_page, status=WorkflowState.STATUS_IN_PROGRESS)
    scheduled = Revision.objects.filter(**of_page, approved_go_live_at__isnull=False)
    return pages.select_related("locale").annotate(in_review=Exists(reviews), scheduled=Exists(scheduled))


def prefetch(model: type[Model]) -> Prefetch:
    """The pages of many facts with their states, as `known_pages`."""
    pages = model._meta.get_field("pages").related_model
    return Prefetch("pages", with_states(pages.objects.all()), to_attr="known_pages")


def state_of(page) -> str:
    """In words. `page` comes from `with_states`."""
    if page.in_review:
        return _("live, changes in review") if page.live else _("in review")
    if page.scheduled:
        return _("live, a change is scheduled") if page.live else _("scheduled")
    if page.live:
        return _("live, with unpublished changes") if page.has_unpublished_changes else _("live")
    return _("taken down") if page.first_published_at else _("draft")


def language_rows(facts: Model, write_url: str) -> list[dict]:
    """Each language of the site: its page, state and editor; where there is none, `write` is where a POST makes it."""
    known = facts.known_pages if hasattr(facts, "known_pages") else with_states(facts.pages.all())
    pages = {page.lang: page for page in known}
    return [_row(code, name, pages.get(code), facts, write_url) for code, name in settings.LANGUAGES]


def _row(code: str, name: str, page, facts: Model, write_url: str) -> dict:
    row = {"lang": code, "name": name, "page": page}
    if page is None:
        return row | {"state": _("none"), "write": reverse(write_url, args=[facts.pk, code])}
    return row | {"state": state_of(page), "edit": reverse("wagtailadmin_pages:edit", args=[page.pk])}
