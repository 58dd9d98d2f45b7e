"""Materials for tests: facts through the real verbs, texts published through Wagtail, so nothing is half-made."""

from itertools import count

from django.core.files.base import ContentFile

from tajryiba.core.documents.paper import paper
from tajryiba.library.domain import create_material, publish_text, write_text
from tajryiba.library.models import Collection, CollectionItem, Material, PreviewPage, Sample, SampleField
from tests.factories.media import portal_document
from tests.factories.practices import topic

_number = count(1)

WORDS = {
    "ky": ("Угууларды өткөрүү колдонмосу", "Угууларды кантип өткөрүү керек."),
    "ru": ("Руководство по слушаниям", "Как провести слушания."),
    "en": ("Guide to hearings", "How to hold hearings."),
}
TEMPLATES = {
    "ky": "^ ЧЕЧИМ\n= {{ unit }}\n# {{ subject }}\nСуммасы: {{ total }}. Мөөнөтү: {{ report_by }}.\n* {{ today }}",
    "ru": "^ РЕШЕНИЕ\n= {{ unit }}\n# {{ subject }}\nСумма: {{ total }}. Срок: {{ report_by }}.\n* {{ today }}",
}
QUESTIONS = (("unit", "line", True), ("subject", "text", True), ("total", "som", False), ("report_by", "day", False))


def material(**facts) -> Material:
    """A draft: facts, no text."""
    facts.setdefault("working_title", f"Материал {next(_number)}")
    facts.setdefault("kind", "guide")
    facts.setdefault("original_language", "ru")
    facts.setdefault("topics", [topic()])
    return create_material(**facts)


def text(of: Material, lang: str, author=None, **words):
    title, summary = WORDS[lang]
    return write_text(material=of, lang=lang, author=author, **({"title": title, "summary": summary} | words))


def published(languages=("ru",), title: str = "", **facts) -> Material:
    """A material with live texts in `languages`."""
    made = material(**facts)
    for lang in languages:
        publish_text(text=text(made, lang, **({"title": title} if title else {})))
    return Material.objects.get(pk=made.pk)


def with_file(languages=("ru",), *, document=None, **facts) -> Material:
    """A public material with one file that everybody may read."""
    item = {"document": document or portal_document(), "languages": ["ru"]}
    return published(languages, items=[item], **facts)


def with_link(url: str = "https://example.org/guide", **facts) -> Material:
    return published(items=[{"url": url, "languages": ["ky", "ru"]}], **facts)


def sample(of: Material | None = None, languages=("ky", "ru")) -> Sample:
    """A fillable sample with four questions, of a public material."""
    made = Sample(material=of or published(kind="sample"))
    for code in languages:
        data = ContentFile(paper(TEMPLATES[code], code))
        getattr(made, f"file_{code}").save("sample.docx", data, save=False)
    for order, (key, kind, required) in enumerate(QUESTIONS):
        made.questions.add(SampleField(key=key, kind=kind, required=required, sort_order=order, label_ru=f"? {key}"))
    made.save()
    return made


def collection(*things, is_public: bool = True, **words) -> Collection:
    """Materials, and addresses of pages, in this order."""
    made = Collection(is_public=is_public, **({"title_ru": f"Подборка {next(_number)}"} | words))
    for order, thing in enumerate(things):
        place = {"address": thing} if isinstance(thing, str) else {"material": thing}
        item = CollectionItem(sort_order=order, note_ru="Зачем", **place)
        item.clean()
        made.items.add(item)
    made.save()
    return made


def things(boss) -> dict[str, dict]:
    """One of everything that an address of the library can name, for tests/test_matrix.py."""
    made = with_file(review_on="2026-01-01")
    fillable = sample(made)
    page = PreviewPage.objects.create(
        item=made.items.get(), number=1, file=ContentFile(b"x", name="a.webp"), width=9, height=9
    )
    draft = text(made, "ru", author=boss, title="Новое название")
    state = draft.get_workflow().start(draft, boss)
    shelf = collection(made)
    slug = {"slug": made.url_in("ky").rstrip("/").partition("-")[2]}
    revision = {"revision_id": draft.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}
    task = {"task_state_id": state.current_task_state_id, "task_id": state.current_task_state.task_id}
    task["workflow_state_id"] = state.pk
    rows = {"material": made, "materialtext": draft, "sample": fillable, "collection": shelf}
    return {
        "material_": {"pk": made.pk, "item": made.items.get().pk, "page": page.pk, **slug},
        "collection_": {"pk": shelf.pk, "slug": shelf.get_absolute_url().rstrip("/").partition("-")[2]},
        "library_review": {"pk": made.pk},
        **{f"wagtailsnippets_library_{name}:": {"pk": row.pk} for name, row in rows.items()},
        **{f"wagtailsnippetchoosers_library_{name}:": {"pk": row.pk} for name, row in rows.items()},
        "wagtailsnippets_library_material:revisions": {"revision_id": made.save_revision().pk},
        "wagtailsnippets_library_materialtext:": {"pk": draft.pk, **revision, **task, "action_name": "approve"},
        "wagtailsnippets_library_sample:template": {"lang": "ky"},
    }
