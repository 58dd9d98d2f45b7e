from django.template.loader import render_to_string


def compare_link(context: dict, practice) -> str:
    """Block on a practice's page: put it beside others."""
    if context.get("is_preview"):
        return ""
    return render_to_string("practices/compare/_link.html", {"practice": practice}, request=context.get("request"))
