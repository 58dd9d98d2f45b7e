"""Facts have a page in each language or in some: which of them a reader is shown, and what it is called.

`rows` loads the live pages of many facts at once as `live_pages`; without it each of the functions asks by itself.
"""

from django.db.models import Model, Prefetch, QuerySet
from wagtail.models import Page

from tajryiba.core.languages import fallback_order


def rows(model: type[Model]) -> QuerySet:
    """All facts of `model` with their live pages, in two queries however many they are."""
    pages = model._meta.get_field("pages").related_model.objects.filter(live=True).select_related("locale")
    return model.objects.prefetch_related(Prefetch("pages", pages, to_attr="live_pages"))


def live_pages(facts: Model) -> list[Page]:
    if hasattr(facts, "live_pages"):
        return facts.live_pages
    return list(facts.pages.filter(live=True).select_related("locale"))


def is_public(facts: Model) -> bool:
    return bool(live_pages(facts))


def page_for(facts: Model) -> Page | None:
    """The live page in the active language, else in the next one that there is."""
    by_language = {page.lang: page for page in live_pages(facts)}
    return next((by_language[code] for code in fallback_order() if code in by_language), None)


def title_of(facts: Model) -> str:
    page = page_for(facts)
    return page.title if page else facts.working_title


def url_of(facts: Model) -> str:
    """The address of that page; "" while none is live."""
    page = page_for(facts)
    return page.address if page else ""


def at_address(model: type[Page], path: str) -> Page | None:
    """The live page of the tree at this path ("/ky/news/suu/")."""
    wanted = f"/{path.strip('/')}/"
    return (
        model.objects.filter(live=True, url_path=wanted).select_related("locale").first() if len(wanted) < 500 else None
    )
