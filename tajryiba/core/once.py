"""What is asked at most once a request, however many blocks of a page want to know it."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

_answers: ContextVar[dict | None] = ContextVar("answers_of_this_request", default=None)


def once(question: str, ask: Callable[[], Any]) -> Any:
    """The answer of this request to `question`; outside of a request `ask` is called each time."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if question not in answers:
        answers[question] = ask()
    return answers[question]


def answered(question: str) -> Any | None:
    """The answer if this request has asked already, else None."""
    return (_answers.get() or {}).get(question)


def forget() -> None:
    """Something was written: what this request knows may be old."""
    answers = _answers.get()
    if answers is not None:
        answers.clear()


class OnceMiddleware:
    """Begins with no answers and leaves none behind for the thread's next request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = _answers.set({})
        try:
            return self.get_response(request)
        finally:
            _answers.reset(token)
