"""Verbs of practices. Each is one transaction, records an event and keeps the catalogue's change number.

Workflow approval and scheduled publishing happen inside Wagtail; `publishing.py` calls `text_published` and
`text_unpublished`.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tajryiba.audit.domain import record
from tajryiba.core import hooks
from tajryiba.core.folding import fold
from tajryiba.core.html import clean_html
from tajryiba.search import domain as search

from .enums import SECTIONS
from .models import CatalogueState, Practice, PracticeText, PracticeUnit
from .queries import hanging_on


def next_catalogue_seq() -> int:
    """Number of a public change. Takes the lock of the one row until commit, so numbers become visible in order."""
    CatalogueState.objects.get_or_create(pk=1)
    CatalogueState.objects.filter(pk=1).update(seq=F("seq") + 1)
    return CatalogueState.objects.values_list("seq", flat=True).get(pk=1)


@transaction.atomic
def create_practice(*, author=None, units=(), other_topics=(), rows=None, **facts) -> Practice:
    """Store the facts of a practice as a draft; nothing is public until a text is published.

    `facts` are fields of Practice; `rows` maps "steps", "results", "participants", "funding", "sources" to lists of
    dicts.
    Records `practices.created`. Raises ValidationError for facts that the model refuses.
    """
    practice = Practice(**facts)
    practice.full_clean(exclude=["units", "other_topics"])
    practice.save()
    PracticeUnit.objects.bulk_create(
        [PracticeUnit(practice=practice, unit=unit, sort_order=order) for order, unit in enumerate(units)]
    )
    practice.other_topics.set(other_topics)
    for relation, items in (rows or {}).items():
        manager = getattr(practice, relation)
        for order, item in enumerate(items):
            manager.add(manager.model(sort_order=order, **item))
    practice.save()
    record("practices.created", actor=author, obj=practice)
    return practice


@transaction.atomic
def write_text(*, practice: Practice, lang: str, author=None, **words) -> PracticeText:
    """Make or change the draft of a text in `lang`; the live text, if any, stays until publication.

    Sections are cleaned of foreign HTML. Saves a revision, records `practices.text_written`.
    """
    text = practice.texts.filter(lang=lang).first() or PracticeText(practice=practice, lang=lang, live=False)
    for name, value in words.items():
        setattr(text, name, clean_html(value) if name in SECTIONS else value)
    if text.pk is None:
        text.full_clean()
        text.save()
    text.save_revision(user=author)
    record("practices.text_written", actor=author, obj=text, lang=lang)
    return text


@transaction.atomic
def publish_text(*, text: PracticeText, author=None) -> PracticeText:
    """Publish the newest draft of `text` at once, without the workflow. Side effects: those of `text_published`."""
    revision = text.get_latest_revision() or text.save_revision(user=author)
    revision.publish(user=author)
    text.refresh_from_db()
    return text


@transaction.atomic
def text_published(text: PracticeText, *, actor=None) -> None:
    """A text went live (Wagtail said so): counts the version, remembers what a translation was made from, refreshes
    what is public.

    A significant edit of the original makes its translations outdated; one marked as minor does not (T16).
    Records `practices.text_published`, and `practices.published` the first time the practice becomes public.
    """
    practice = text.practice
    original = practice.texts.filter(lang=practice.original_language, live=True).first()
    is_original = text.lang == practice.original_language
    changes = {"folded": fold(f"{text.title} {text.summary}"), "minor_edit": False}
    if is_original and not (text.minor_edit and text.content_version):
        changes["content_version"] = F("content_version") + 1
    elif not is_original and not text.minor_edit:
        changes["based_on_version"] = original.content_version if original else 0
    PracticeText.objects.filter(pk=text.pk).update(**changes)
    record("practices.text_published", actor=actor, obj=text, lang=text.lang)
    refresh_public_state(practice, actor=actor)


@transaction.atomic
def text_unpublished(text: PracticeText, *, actor=None) -> None:
    """A text was taken down: the practice stays public while another one is live.
    Records `practices.text_unpublished`.
    """
    record("practices.text_unpublished", actor=actor, obj=text, lang=text.lang)
    refresh_public_state(text.practice, actor=actor)


@transaction.atomic
def refresh_public_state(practice: Practice, *, actor=None) -> None:
    """Bring `is_public`, dates, the catalogue's change number and the search up to date after any change of facts or
    texts.

    The first time it becomes public, the hook "practice_published" (practice, actor) tells who waited for it.
    """
    practice = Practice.objects.select_for_update().get(pk=practice.pk)
    was_public, now = practice.is_public, timezone.now()
    is_public = practice.texts.filter(live=True).exists()
    first_time = is_public and practice.published_at is None
    Practice.objects.filter(pk=practice.pk).update(
        is_public=is_public,
        published_at=now if first_time else practice.published_at,
        changed_at=now if is_public or was_public else practice.changed_at,
        catalogue_seq=next_catalogue_seq() if is_public or was_public else practice.catalogue_seq,
    )
    if is_public or was_public:
        search.refresh(practice, *hanging_on(practice))
    if first_time:
        record("practices.published", actor=actor, obj=practice, origin=practice.origin)
        hooks.call("practice_published", practice=practice, actor=actor)


@transaction.atomic
def facts_changed(practice: Practice, *, actor=None) -> None:
    """An editor saved the facts: they are public at once when the practice is. Records `practices.facts_changed`."""
    record("practices.facts_changed", actor=actor, obj=practice)
    refresh_public_state(practice, actor=actor)
