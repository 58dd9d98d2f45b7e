"""Public threads: the same for every guest."""

from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tajryiba.core.http import MAX_ID, cacheable
from tajryiba.core.languages import in_every_language

from .. import queries, subjects
from ..models import Post

PER_PAGE = 20


def public_object(name: str, pk: int, user):
    """The subject and the object that `user` may read; 404 for all others, so that nothing hidden is betrayed."""
    subject = subjects.named(name)
    obj = subject.model._default_manager.filter(pk=pk).first() if subject and pk <= MAX_ID else None
    if obj is None or not subject.visible(user, obj):
        raise Http404
    return subject, obj


@require_safe
@cacheable
def thread(request, name: str, pk: int):
    """Every public question about one object, in pages."""
    subject, obj = public_object(name, pk, AnonymousUser())
    page = Paginator(queries.questions_about(obj), PER_PAGE).get_page(request.GET.get("page"))
    url, title = subject.url(obj), subject.title(obj)
    context = {
        "subject": subject,
        "obj": obj,
        "subject_url": url,
        "subject_title": title,
        "page": page,
        "alternates": in_every_language(lambda: reverse("discuss_thread", args=[name, pk])),
        "trail": [{"label": title, "url": url}, {"label": subject.words.heading}],
    }
    return render(request, "discuss/thread.html", context)


@require_safe
def post_place(request, pk: int):
    """A link to one post leads to the whole thread, on the right page, at the post (T21)."""
    post = get_object_or_404(Post.objects.public().select_related("parent"), pk=pk) if pk <= MAX_ID else None
    if post is None:
        raise Http404
    subject, obj = public_object(subjects.of(post.obj).name, post.object_id, AnonymousUser())
    page = queries.position(post.question) // PER_PAGE + 1
    query = f"?page={page}" if page > 1 else ""
    return redirect(reverse("discuss_thread", args=[subject.name, obj.pk]) + f"{query}#post-{post.pk}")
