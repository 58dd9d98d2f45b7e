"""The one error that a domain verb raises when a person may not, or cannot, do what was asked."""


class DomainError(Exception):
    """A refusal with a translatable message for the person; `code` is for programs and tests."""

    def __init__(self, message, code: str = "refused"):
        super().__init__(message)
        self.message = message
        self.code = code

    def __str__(self) -> str:
        return str(self.message)
