"""Sample experts for the demo: sample accounts only, and every word says that it is a sample."""

from django.db import transaction

from tajryiba.people.models import User
from tajryiba.people.samples import SAMPLE_DOMAIN
from tajryiba.reference.models import Topic, Unit

from . import domain, queries
from .enums import Kind
from .models import Expert

# login, languages, address of the topic
SAMPLES = (
    ("expert", ["ky", "ru"], "water"),
    ("state", ["ky", "ru", "en"], "budget"),
    ("coordinator", ["ky"], "waste"),
    ("member3", ["ky", "uz"], "water"),
)
POST = {"post_ky": "үлгү кызмат", "post_ru": "образец должности", "post_en": "sample post"}
WORDS = {
    "biography_ky": "Бул – үлгү барак: бул жерде чыныгы адам жок.",
    "biography_ru": "Это образец анкеты: настоящего человека здесь нет.",
    "biography_en": "This is a sample profile: nobody real is behind it.",
}


@transaction.atomic
def load() -> list[Expert]:
    """Make what is missing through the real verbs; may be run again and again."""
    moderator = User.objects.filter(email=f"content@{SAMPLE_DOMAIN}").first()
    if moderator is None:
        return []
    return [made for login, languages, slug in SAMPLES for made in _sample(login, languages, slug, moderator)]


def _sample(login: str, languages: list[str], slug: str, moderator: User) -> list[Expert]:
    user = User.objects.filter(email=f"{login}@{SAMPLE_DOMAIN}").first()
    topic = Topic.objects.filter(slug=slug).first() or Topic.objects.first()
    if user is None or topic is None or Expert.objects.filter(user=user).exists():
        return []
    names = {
        "name_ky": user.full_name,
        "name_ru": f"{user.full_name} (образец)",
        "name_en": f"{user.full_name} (sample)",
    }
    facts = {"kind": Kind.INDEPENDENT, "organisation_id": None, "unit_id": None, "topics": [topic]}
    known = queries.prefill(user)
    if known is not None:
        facts |= {"kind": Kind.PRACTITIONER, "organisation_id": known.organisation_id, "unit_id": known.unit_id}
        facts["topics"] = known.topics
    else:
        oblast = Unit.objects.filter(kind="oblast").current().order_by("pk").first()
        facts["unit_id"] = oblast.pk if oblast else None
    made = domain.save_profile(user=user, languages=languages, **names, **POST, **WORDS, **facts)
    return [domain.decide(expert=domain.send(expert=made, by=user), by=moderator, publish=True)]
