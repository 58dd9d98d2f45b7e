"""Materials are made, written about, published. Each verb is one transaction and records an event.

Workflow approval and scheduled publishing happen inside Wagtail; `library.publishing` then calls `text_published`
and `text_unpublished`.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tajryiba.audit.domain import record
from tajryiba.core import jobs
from tajryiba.core.folding import fold
from tajryiba.core.html import clean_html
from tajryiba.search import domain as search

from ..models import Item, Material, MaterialText
from ..notices import announce_new

READ_FILES = "tajryiba.library.tasks.read_files"


@transaction.atomic
def create_material(*, author=None, topics=(), items=(), **facts) -> Material:
    """Store the facts of a material as a draft; nothing is public until a text is published.

    `facts` are fields of Material; each of `items` is a dict of fields of Item. Records `library.created`.
    Raises ValidationError for facts that the model refuses.
    """
    material = Material(**facts)
    material.full_clean(exclude=["topics"])
    material.save()
    material.topics.set(topics)
    for order, fields in enumerate(items):
        item = Item(material=material, sort_order=order, **fields)
        item.full_clean(exclude=["material"])
        material.items.add(item)
    material.save()
    record("library.created", actor=author, obj=material)
    return material


@transaction.atomic
def write_text(*, material: Material, lang: str, author=None, **words) -> MaterialText:
    """Make or change the draft of a text in `lang`; the live text, if any, stays until publication.

    `about` is cleaned of foreign HTML. Saves a revision, records `library.text_written`.
    """
    text = material.texts.filter(lang=lang).first() or MaterialText(material=material, lang=lang, live=False)
    for name, value in words.items():
        setattr(text, name, clean_html(value) if name == "about" else value)
    if text.pk is None:
        text.full_clean()
        text.save()
    text.save_revision(user=author)
    record("library.text_written", actor=author, obj=text, lang=lang)
    return text


@transaction.atomic
def publish_text(*, text: MaterialText, author=None) -> MaterialText:
    """Publish the newest draft of `text` at once, without the workflow. Side effects: those of `text_published`."""
    revision = text.get_latest_revision() or text.save_revision(user=author)
    revision.publish(user=author)
    text.refresh_from_db()
    return text


@transaction.atomic
def text_published(text: MaterialText, *, actor=None) -> None:
    """A text went live (Wagtail said so): counts the version, remembers what a translation was made from.

    A significant edit of the original makes its translations outdated; one marked as minor does not (T16).
    Records `library.text_published`, and `library.published` the first time the material becomes public.
    """
    material = text.material
    original = material.texts.filter(lang=material.original_language, live=True).first()
    is_original = text.lang == material.original_language
    changes = {"folded": fold(f"{text.title} {text.summary}"), "minor_edit": False}
    if is_original and not (text.minor_edit and text.content_version):
        changes["content_version"] = F("content_version") + 1
    elif not is_original and not text.minor_edit:
        changes["based_on_version"] = original.content_version if original else 0
    MaterialText.objects.filter(pk=text.pk).update(**changes)
    record("library.text_published", actor=actor, obj=text, lang=text.lang)
    refresh_public_state(material, actor=actor)


@transaction.atomic
def text_unpublished(text: MaterialText, *, actor=None) -> None:
    """A text was taken down: the material stays public while another one is live.
    Records `library.text_unpublished`.
    """
    record("library.text_unpublished", actor=actor, obj=text, lang=text.lang)
    refresh_public_state(text.material, actor=actor)


@transaction.atomic
def facts_changed(material: Material, *, actor=None) -> None:
    """An editor saved the facts: they are public at once when the material is. Records `library.facts_changed`."""
    record("library.facts_changed", actor=actor, obj=material)
    refresh_public_state(material, actor=actor)


@transaction.atomic
def refresh_public_state(material: Material, *, actor=None) -> None:
    """Bring `is_public`, dates and the search up to date; files of a public material are read by the worker.

    The first time it becomes public, who follows its topics is told.
    """
    material = Material.objects.select_for_update().get(pk=material.pk)
    was_public, now = material.is_public, timezone.now()
    is_public = material.texts.filter(live=True).exists()
    first_time = is_public and material.published_at is None
    Material.objects.filter(pk=material.pk).update(
        is_public=is_public,
        published_at=now if first_time else material.published_at,
        changed_at=now if is_public or was_public else material.changed_at,
    )
    if first_time:
        record("library.published", actor=actor, obj=material, kind=material.kind)
        announce_new(Material.objects.get(pk=material.pk))
    search.refresh(material)
    if is_public:
        jobs.kick(READ_FILES)
