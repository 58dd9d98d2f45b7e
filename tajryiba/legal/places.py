"""Anchors in words: "st-12-p-3" → «article 12, point 3»."""

import re

from django.utils.translation import gettext as _

_ARTICLE = re.compile(r"^st-([\d-]+?)(?:\.\d+)?(?:-p-([\d-]+))?$")
_POINT = re.compile(r"^p-([\d-]+)$")
_CHAPTER = re.compile(r"(?:^|-)gl-([\d-]+)$")


def place_words(anchor: str) -> str:
    """In the active language; an anchor of another kind stays as it is."""
    if found := _ARTICLE.match(anchor):
        article = _("article %(n)s") % {"n": found[1]}
        return f"{article}, {_('point %(n)s') % {'n': found[2]}}" if found[2] else article
    if found := _POINT.match(anchor):
        return _("point %(n)s") % {"n": found[1]}
    if found := _CHAPTER.search(anchor):
        return _("chapter %(n)s") % {"n": found[1]}
    return anchor


def anchor_from(words: str) -> str:
    """«12», «ст. 12 п. 3», «12-берене», «st-12» → the anchor; "" when nothing is understood."""
    words = words.strip().lower()
    if re.fullmatch(r"[a-z]{1,2}-[\w.-]+", words):
        return words[:60]
    article = re.search(r"\d{1,4}(?:-\d{1,2})?", words)
    if article is None:
        return ""
    anchor = f"st-{article[0]}"
    point = re.search(r"(?:п\.|пункт\w*|ч\.|част\w*|бөлүк|бөлүг\w*|point)\s*(\d{1,3})", words) or re.search(
        r"(\d{1,3})\s*[-–]?\s*(?:пункт|бөлүк|бөлүг)", words
    )
    return f"{anchor}-p-{point[1]}" if point and point.start() > article.start() else anchor
