"""The directory and the page of an expert: the same for every guest, published ones only."""

import json

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tajryiba.core.http import MAX_ID, cacheable
from tajryiba.core.languages import in_every_language

from .. import queries, things
from ..directory import Choice, Directory
from ..enums import State
from ..models import Expert


@require_safe
@cacheable
def expert_list(request):
    result = Directory(Choice.from_query(request.GET))
    chips = result.chips()
    context = {
        "section": "experts",
        "result": result,
        "page": result.page,
        "groups": result.groups(),
        "chips": chips,
        "unit": result.choice.unit,
        "narrowed": bool(chips or result.choice.unit),
        "trail": [{"label": _("Experts")}],
    }
    if not request.GET:
        context["alternates"] = in_every_language(lambda: reverse("expert_list"))
    return render(request, "experts/expert_list.html", context)


@require_safe
@cacheable
def expert_detail(request, pk: int, slug: str = ""):
    expert = queries.load_profile(pk) if pk <= MAX_ID else None
    if expert is None or expert.state != State.PUBLISHED:
        raise Http404
    if request.path != expert.get_absolute_url():
        return HttpResponsePermanentRedirect(expert.get_absolute_url())
    context = {
        "section": "experts",
        "expert": expert,
        "topics": [row.topic for row in expert.expert_topics.all()],
        "work": queries.work_of(expert),
        "contacts": queries.shown_contacts(expert),
        "organisations_now": queries.organisations_now(expert),
        "alternates": expert.alternates(),
        "person": json_ld(expert, request),
        "trail": [{"label": _("Experts"), "url": reverse("expert_list")}, {"label": expert.name}],
    }
    return render(request, "experts/expert_detail.html", context)


def json_ld(expert: Expert, request) -> str:
    """The person for search engines, by schema.org; nothing that the page does not show."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": expert.name,
        "url": request.build_absolute_uri(expert.get_absolute_url()),
        "jobTitle": expert.post,
        "worksFor": {"@type": "Organization", "name": expert.organisation.name} if expert.organisation else None,
        "knowsLanguage": list(expert.languages),
        "knowsAbout": [row.topic.name for row in expert.expert_topics.all()],
    }
    text = json.dumps({name: value for name, value in facts.items() if value}, ensure_ascii=False)
    escaped = text.replace("<", "\\u003C").replace(">", "\\u003E").replace("&", "\\u0026")
    return mark_safe(escaped)  # noqa: S308  (no sign of HTML is left)


@require_safe
def comment_place(request, pk: int):
    """A published comment leads to its object's page, at its place."""
    comment = queries.public_comment(pk) if pk <= MAX_ID else None
    if comment is None:
        raise Http404
    thing = things.of(comment.request.obj)
    return redirect(f"{thing.url(comment.request.obj)}#comment-{comment.pk}")
