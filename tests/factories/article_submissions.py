"""Articles that readers write for the magazine."""

import uuid
from itertools import count

from tajryiba.magazine.models import Submission
from tajryiba.magazine.submission import domain
from tajryiba.magazine.submission.consent import VERSION
from tajryiba.magazine.submission.domain import Edit
from tests.factories import media
from tests.factories.people import person

_number = count(1)

PARAGRAPH = "Жайында айылга суу жетпей калчу. Көчө-көчөдөн чогулуп, түтүктү өзүбүз алмаштырдык. "
TEXT = "\n\n".join([PARAGRAPH * 10, "- Түтүк\n- Насос <жаңы>", PARAGRAPH * 10])
VALUES = {
    "lang": "ky",
    "title": "Суу короого жетти",
    "lead": "Айыл тургундары түтүктү ашар менен алмаштырып, сууну ар бир короого жеткирди.",
    "text": TEXT,
    "signature": "Айгүл Асанова, Үлгү айыл өкмөтүнүн адиси",
}


def draft(author=None, values: dict | None = None) -> Submission:
    """A draft with these values; ready to be sent when they are not given."""
    author = author or person()
    submission = domain.start_article(author=author, key=uuid.uuid4())
    return write(submission, VALUES if values is None else values)


def write(submission: Submission, values: dict, device: str = "phone", base: int | None = None) -> Submission:
    """As the script does: each value with a key of its own, over the present revision unless `base` says otherwise."""
    now = Submission.objects.get(pk=submission.pk).revisions
    edits = [
        Edit(name, value, now.get(name, {"rev": 0})["rev"] if base is None else base, f"k{next(_number)}", device)
        for name, value in values.items()
    ]
    domain.save_edits(submission=submission, edits=edits, actor=submission.author)
    return again(submission)


def send(submission: Submission, answer: str = "") -> Submission:
    return domain.send_article(submission=submission, actor=submission.author, agreed=VERSION, answer=answer)


def sent(author=None, **changes) -> Submission:
    """An article that waits for the editors."""
    return send(draft(author, VALUES | changes))


def with_picture(submission: Submission) -> Submission:
    photo = media.upload("photo.jpg", media.picture())
    domain.set_picture(submission=submission, file=photo, actor=submission.author)
    return again(submission)


def again(submission: Submission) -> Submission:
    return Submission.objects.get(pk=submission.pk)
