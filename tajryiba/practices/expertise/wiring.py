"""Called once by `apps.py`."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from tajryiba.core import hooks, related
from tajryiba.core.languages import current_language
from tajryiba.experts import blocks, things
from tajryiba.experts.models import Expert

from ..adoption.enums import FINISHED
from ..adoption.models import Adoption
from ..adoption.words import title_of
from ..asking import queries as asking
from ..models import Practice
from . import handlers


def connect() -> None:
    hooks.register("expert_work", handlers.work_so_far)
    hooks.register("practice_published", handlers.note_published)
    things.register(
        things.Thing(
            model=Practice,
            is_public=lambda practice: practice.is_public,
            title=title_of,
            url=lambda practice: practice.get_absolute_url(),
            rows=lambda: Practice.objects.prefetch_related("texts"),
            pages=("practice_detail", "practice_short"),
            place=asking.place,
            topics=lambda practice: [practice.main_topic_id],
        )
    )
    things.register(
        things.Thing(
            model=Adoption,
            is_public=_is_done_in_public,
            title=lambda adoption: title_of(adoption.practice),
            url=lambda adoption: adoption.get_absolute_url(),
            rows=lambda: Adoption.objects.with_words(),
            place=lambda adoption: (adoption.organisation_id, adoption.unit_id),
            topics=lambda adoption: [adoption.practice.main_topic_id],
        )
    )
    related.register("practices.practice", blocks.comments, order=250)
    related.register("practices.practice", who_can_explain, order=310)


def _is_done_in_public(adoption: Adoption) -> bool:
    """Agrees with `Adoption.objects.listed()` and FINISHED."""
    return not adoption.is_hidden and adoption.stage in FINISHED and adoption.practice.is_public


def who_can_explain(context: dict, practice) -> str:
    """The directory, narrowed to the practice's topic and the reader's language, seen from the chosen municipality."""
    if not Expert.objects.published().of_topic(practice.main_topic_id).exists():
        return ""
    request = context.get("request")
    unit = request.GET.get("unit", "") if request else ""
    query = {"topic": practice.main_topic_id, "speaks": current_language()}
    if unit.isdecimal():
        query["unit"] = unit
    url = f"{reverse('expert_list')}?{urlencode(query)}"
    return render_to_string("experts/_near.html", {"url": url}, request=request)
