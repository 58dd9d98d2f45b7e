"""A person's notices are theirs to take away, and go when the account is erased (hooks of people)."""

from .models import Follow, LettersOff, Notice, Told


def export_my_data(*, user) -> dict:
    notices = Notice.objects.filter(user=user).prefetch_related("deliveries")
    return {
        "notices": [
            {
                "subject": notice.subject,
                "text": notice.body,
                "at": notice.created_at,
                "read": notice.read_at,
                "letters": [letter.state for letter in notice.deliveries.all()],
            }
            for notice in notices
        ],
        "follows": list(
            Follow.objects.filter(user=user).values("content_type__model", "object_id", "since", "frequency")
        ),
        "letters_switched_off": list(LettersOff.objects.filter(user=user).values_list("kind", flat=True)),
    }


def erase_my_data(*, user) -> None:
    """Letters that still wait go with their notices."""
    for model in (Notice, Follow, Told, LettersOff):
        model.objects.filter(user=user).delete()
