"""What a person sent that asked for a reaction is part of their data (hook of people)."""

from .models import Case


def export_my_data(*, user) -> dict:
    cases = Case.objects.filter(client=user).order_by("opened_at", "pk").prefetch_related("reactions")
    return {
        "cases": [
            {
                "kind": case.kind,
                "about": case.subject,
                "opened": case.opened_at,
                "due": case.due_at,
                "first_reaction": case.first_reaction_at,
                "closed": case.closed_at,
                "answers": [reaction.text for reaction in case.reactions.all() if reaction.text],
            }
            for case in cases
        ]
    }
