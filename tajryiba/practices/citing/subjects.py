"""Practices and adoptions as sources of citations."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tajryiba.legal.subjects import Subject
from tajryiba.people.models import User

from ..adoption import queries as adoptions
from ..adoption.enums import OPEN, PublicPart, Stage
from ..adoption.models import Adoption
from ..adoption.words import title_of
from ..enums import SECTIONS
from ..models import Practice
from ..submission.models import Submission


def edits_practices(user, practice: Practice) -> bool:
    return user is not None and user.is_authenticated and user.has_perm("practices.change_practice")


def texts_of_practice(practice: Practice) -> Iterable[str]:
    """Drafts too: an editor cites while writing."""
    for text in practice.texts.all():
        newest = text.get_latest_revision_as_object() if text.latest_revision_id else text
        yield from (getattr(newest, name) for name in ("title", "summary", *SECTIONS) if getattr(newest, name))


def owners_of_practice(practice: Practice) -> list[User]:
    """Who sent it in, and the members of the bodies that did it."""
    authors = Submission.objects.filter(practice=practice, author__is_active=True).select_related("author")
    people = {row.author.pk: row.author for row in authors}
    return list((people | {person.pk: person for person in adoptions.origin_people(practice)}).values())


def adopters_of_practice(practice: Practice) -> list[User]:
    """Those who repeat it or have repeated it, hidden ones too: nobody else learns of this message."""
    rows = Adoption.objects.filter(practice=practice).exclude(stage=Stage.STOPPED)
    pairs = list(rows.values_list("unit_id", "organisation_id"))
    return list(adoptions.people_of({unit for unit, _body in pairs}, {body for _unit, body in pairs}))


def shows_law(adoption: Adoption) -> bool:
    return adoption.practice.is_public and adoption.shows(PublicPart.LAW)


def public_adoptions(rows):
    """Agrees with `shows_law`."""
    return rows.listed().filter(public_parts__icontains=f'"{PublicPart.LAW}"')


def title_of_adoption(adoption: Adoption) -> str:
    return f"{adoption.unit.name}: {title_of(adoption.practice)}"


PRACTICE = Subject(
    name="practice",
    label=_("practice"),
    plural=_("Practices"),
    model=Practice,
    public=lambda rows: rows.published(),
    visible=lambda practice: practice.is_public,
    title=title_of,
    url=lambda practice: practice.get_absolute_url(),
    may_cite=edits_practices,
    rows=lambda: Practice.objects.prefetch_related("texts"),
    owners=owners_of_practice,
    also=adopters_of_practice,
    texts=texts_of_practice,
    admin_url=lambda practice: reverse("wagtailsnippets_practices_practice:edit", args=[practice.pk]),
    in_admin=True,
)
ADOPTION = Subject(
    name="adoption",
    label=_("adoption"),
    plural=_("Adoptions"),
    model=Adoption,
    public=public_adoptions,
    visible=shows_law,
    title=title_of_adoption,
    url=lambda adoption: adoption.get_absolute_url(),
    owner_url=lambda adoption: reverse("account_adoption_acts", args=[adoption.pk]),
    may_cite=lambda user, adoption: user is not None and user.has_perm("practices.work_on_adoption", adoption),
    rows=lambda: Adoption.objects.with_words(),
    owners=lambda adoption: adoptions.team(adoption) if adoption.stage in OPEN else (),
)
