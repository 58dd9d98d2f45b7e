"""Practices for tests: facts through the real verbs, texts published through Wagtail, so nothing is half-made."""

from itertools import count

from tajryiba.practices.domain import create_practice, publish_text, write_text
from tajryiba.practices.models import Practice
from tajryiba.reference.models import Topic, Unit

_number = count(1)

WORDS = {
    "ky": ("Ар бир короого суу", "Айыл суу түтүгүн оңдоду.", "<p>Суу жок болчу.</p>", "<p>Түтүк тартылды.</p>"),
    "ru": ("Вода в каждый двор", "Село починило водопровод.", "<p>Воды не было.</p>", "<p>Провели трубу.</p>"),
    "en": (
        "Water to every yard",
        "The village mended its water pipe.",
        "<p>There was no water.</p>",
        "<p>A pipe was laid.</p>",
    ),
}


def topic(slug: str = "water", **kwargs) -> Topic:
    names = {"name_ky": "Суу", "name_ru": "Вода", "name_en": "Water", "icon": "droplet", "illustration": "water"}
    return Topic.objects.get_or_create(slug=slug, defaults={**names, "order": next(_number), **kwargs})[0]


def unit(name: str = "Сары-Булак", kind: str = "aiyl_aimak", parent: Unit | None = None, **kwargs) -> Unit:
    made = Unit(kind=kind, parent=parent, code=f"{next(_number):014d}", **kwargs)
    made.set_names(ky=name, ru=name)
    if parent is not None:
        made.oblast, made.district = parent.oblast, parent.district
    made.save()
    if kind in ("oblast", "republic_city"):
        made.oblast = made
    if kind == "district":
        made.district = made
    made.save()
    return made


def practice(**facts) -> Practice:
    """A draft: facts, no text."""
    facts.setdefault("working_title", f"Практика {next(_number)}")
    facts.setdefault("main_topic", topic())
    facts.setdefault("original_language", "ru")
    return create_practice(**facts)


def text(of: Practice, lang: str, author=None, **words):
    title, summary, problem, solution = WORDS[lang]
    return write_text(
        practice=of,
        lang=lang,
        author=author,
        **({"title": title, "summary": summary, "problem": problem, "solution": solution} | words),
    )


def published(languages=("ru",), title: str = "", **facts) -> Practice:
    """A practice with live texts in `languages`."""
    made = practice(**facts)
    for lang in languages:
        publish_text(text=text(made, lang, **({"title": title} if title else {})))
    return Practice.objects.get(pk=made.pk)
