"""What a form's script that saves as one types is answered; forms of other apps use it too."""

from collections.abc import Callable

from django.db.models import Model
from django.http import HttpRequest, JsonResponse

from .reading import edits_of_script


def save_for_script(request: HttpRequest, *, find: Callable[[], Model], save: Callable) -> JsonResponse:
    """Takes queued edits, answers what became of each. 401 tells the script to ask for a sign-in.

    `find()` gives what is edited, or raises Http404; `save(submission=, edits=, actor=)` is the verb.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"error": "sign in"}, status=401)
    submission = find()
    try:
        edits = edits_of_script(request.body)
    except ValueError:
        return JsonResponse({"error": "malformed"}, status=400)
    saved = save(submission=submission, edits=edits, actor=request.user)
    return JsonResponse({"saved": {name: vars(one) for name, one in saved.items()}})
