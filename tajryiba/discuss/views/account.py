"""Asking, answering, and what became of one's own questions; never cached."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from tajryiba.core.errors import DomainError
from tajryiba.core.languages import current_language
from tajryiba.people.models import Organisation

from .. import domain, queries, subjects
from ..enums import PostState
from ..forms import PostForm, ReplyForm
from ..models import Post
from .public import MAX_ID, PER_PAGE, public_object


def _organisations(user):
    """For which organisations the person may speak: the managers do."""
    mine = user.memberships.managers().values("organisation")
    return Organisation.objects.current().filter(pk__in=mine).by_name()


def _form(request, form_class):
    initial = {"lang": current_language()}
    return form_class(request.POST or None, organisations=_organisations(request.user), initial=initial)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def ask(request, name: str, pk: int):
    """A public question to those who did what `obj` is about."""
    subject, obj = public_object(name, pk, request.user)
    form = _form(request, PostForm)
    if request.method == "POST" and form.is_valid():
        try:
            post = domain.ask(author=request.user, obj=obj, **form.words())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _thank(request, post)
    context = {
        "form": form,
        "subject_title": subject.title(obj),
        "subject_url": subject.url(obj),
        "words": subject.words,
    }
    return render(request, "discuss/account_ask.html", {**context, "entry": "questions"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def answer(request, pk: int):
    """A reply to a question; a post that one may not read is as good as none."""
    if pk > MAX_ID:
        raise Http404
    visible = Post.objects.visible_to(request.user).questions().select_related("author", "organisation")
    question = get_object_or_404(visible.prefetch_related(queries.public_replies()), pk=pk)
    subject = subjects.of(question.obj)
    if not subject.visible(request.user, question.obj):
        raise Http404
    form = _form(request, ReplyForm)
    if request.method == "POST" and form.is_valid():
        try:
            post = domain.reply(author=request.user, post=question, **form.words())
        except DomainError as refusal:
            form.add_error(None, refusal.message)
        else:
            return _thank(request, post)
    context = {"form": form, "question": question, "subject_title": subject.title(question.obj)}
    context["subject_url"] = subject.url(question.obj)
    return render(request, "discuss/account_answer.html", {**context, "entry": "questions"})


def _thank(request, post: Post):
    if post.state == PostState.PUBLIC:
        messages.success(request, _("Published."))
        return redirect(post)
    messages.success(request, _("Thank you. A moderator reads it first; you will be told when it is public."))
    return redirect("account_questions")


@never_cache
@require_safe
@login_required
def my_questions(request):
    """Everything the person wrote, with its state, and the replies to it."""
    page = Paginator(queries.written_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    posts = [{"post": post, "about": subjects.title_for(post.obj, request.user)} for post in page]
    return render(request, "discuss/account_questions.html", {"page": page, "posts": posts, "entry": "questions"})
