"""What a person wrote is part of their data (hook of people). When the account is erased, it stays without the name."""

from .models import Post


def export_my_data(*, user) -> dict:
    fields = ("text", "lang", "state", "created_at", "moderated_at", "reason")
    return {"posts": list(Post.objects.filter(author=user).order_by("created_at", "pk").values(*fields))}
