"""Every address of the portal × every role: the addresses come from the resolver, the rules from tests/matrix.py.

An address is opened with objects that exist (a 404 for want of one would prove nothing), with GET and, where GET is
not allowed, with an empty POST, each in a transaction that is undone.
"""

import importlib.util
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Site, UploadedFile

from tajryiba.legal import domain
from tajryiba.people.models import ConsentText, User
from tajryiba.practices.evidence.domain import ask_recheck, verify
from tests.factories import (
    adoption,
    archive,
    article_submissions,
    discuss,
    experts,
    inbox,
    issues,
    legal,
    library,
    magazine,
    news,
    notify,
    practices,
    prints,
    submissions,
)
from tests.factories.media import portal_document, portal_image
from tests.factories.people import make_organisation, membership, person
from tests.factories.reference import SpecialDayFactory

pytestmark = pytest.mark.django_db


def load_matrix():
    spec = importlib.util.spec_from_file_location("tests.matrix", Path(__file__).with_name("matrix.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


matrix = load_matrix()

# --- Addresses ---

ARGUMENT = re.compile(r"\(\?P<(?P<group>\w+)>[^)]*\)|<(?:\w+:)?(?P<name>\w+)>")


def addresses(patterns: list, namespace: str = "", route: str = "/") -> Iterator[tuple[str, str]]:
    """Name and route of every address; an address without a name is called by its own route, as in the rules."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern.url_patterns, inner, here)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name or pattern.pattern}", here


def fill(name: str, route: str, objects: dict[str, dict]) -> str:
    """The route with arguments of the longest key of `objects` that begins the address's name, else of ""."""
    keys = sorted((key for key in objects if name.startswith(key)), key=len)
    values = {argument: value for key in keys for argument, value in objects[key].items()}
    path = ARGUMENT.sub(lambda found: str(values[found["group"] or found["name"]]), route)
    path = path.replace(r"((?:[\w\-]+/)*)", "portal/")  # the tree of pages
    return path.replace(r"\.", ".").replace("^.*", "nowhere").replace("^", "").replace("$", "")


@pytest.fixture
def objects(settings) -> dict[str, dict]:
    """One of everything that an address can name: the beginning of an address's name → its arguments."""
    settings.STAFF_MFA_REQUIRED = False
    boss = person("superuser")
    organisation = make_organisation()
    practice = practices.published(("ru",))
    text = practices.text(practice, "ru", author=boss, title="Новое название")
    state = text.get_workflow().start(text, boss)
    document, image = portal_document(), portal_image()
    half = UploadedFile.objects.create(file="half.pdf", uploaded_by_user=boss)
    page, unit = magazine.static_page(author=boss), practices.unit()
    rows = {
        "practices_practice": practice.pk,
        "practices_practicetext": text.pk,
        "practices_drafttemplate": adoption.template().pk,
        "reference_unit": unit.pk,
        "reference_topic": practice.main_topic_id,
        "reference_specialday": SpecialDayFactory(date="2026-01-05").pk,
    }
    question = discuss.question(practice, public=True)
    facts = {"level": 2, "checker": "Институт", "checked_on": date(2026, 1, 5), "basis": {"ru": "Отчёт"}}
    rows["practices_recheck"] = ask_recheck(practice=practice).pk
    check = verify(practice=practice, **facts)
    law = legal.with_text(2)
    change = domain.amend_act(act=law, kind="amended", in_force_from=date(2026, 1, 5), key="one")
    rows["legal_act"] = law.pk
    letter = notify.notice(boss).deliveries.get()
    submitted, article = submissions.sent(), article_submissions.sent()
    collection = Collection.get_first_root_node().add_child(name="Другие")
    revision = {"revision_id": text.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"}
    task = {"task_state_id": state.current_task_state_id, "task_id": state.current_task_state.task_id}
    return {
        "": {
            "app_label": "practices",
            "model_name": "practicetext",
            "app_name": "taggit",
            "action": "delete",
            "action_name": "approve",
            "object_id": text.pk,
            "session_id": 1,
            "section": "practices",
            "restriction_id": 1,
            "filter_spec": "fill-9x9",
            "image_id": image.pk,
            "document_id": document.pk,
            "doc_id": document.pk,
            "slug": practice.main_topic.slug,
            "uidb64": "MQ",
            "token": "set-password",
            "kind": "news_email",
            "decision": "give",
            "workflow_state_id": state.pk,
            **revision,
            **task,
        },
        "wagtailadmin_tag": {"model_name": "tag"},
        "wagtailadmin_api:pages": {"pk": page.pk, "action_name": "publish"},
        "wagtailadmin_api:documents": {"pk": document.pk},
        "wagtailadmin_api:images": {"pk": image.pk},
        "wagtailadmin_explore": {"parent_page_id": page.pk},
        "wagtailadmin_choose_page": {"parent_page_id": page.pk},
        "wagtailadmin_pages": {
            **dict.fromkeys(("pk", "page_id", "parent_page_id", "page_to_move_id", "destination_id"), page.pk),
            **{"content_type_app_name": "magazine", "content_type_model_name": "staticpage"},
            **{"app_label": "magazine", "model_name": "staticpage"},
            **{"revision_id": page.latest_revision_id, "revision_id_a": "earliest", "revision_id_b": "latest"},
        },
        "wagtailadmin_pages:add": {"parent_page_id": page.get_parent().pk},
        "simple_translation": {"page_id": page.pk, "pk": text.pk},
        "wagtailadmin_collections": {"pk": collection.pk, "collection_id": collection.pk},
        "wagtailadmin_workflows": {"pk": state.workflow_id, "workflow_pk": state.workflow_id, "page_pk": page.pk},
        "wagtaildocs": {"uploaded_file_id": half.pk, "document_filename": document.filename},
        "wagtailimages": {"uploaded_file_id": half.pk},
        "media_rendition": {"name": image.get_rendition("fill-9x9").file.name.rpartition("/")[2]},
        "wagtailredirects": {"redirect_id": Redirect.add_redirect("/ru/article/full/1.html", page).pk},
        "wagtailsites": {"pk": Site.objects.get().pk},
        "wagtailusers_users": {"pk": person().pk},
        "wagtailusers_groups": {"pk": Group.objects.get(name="jury").pk},
        "wagtaildocs_chooser": {"pk": document.pk},
        "wagtailimages_chooser": {"pk": image.pk},
        "account_membership": {"pk": membership(person(), organisation, state="asked").pk, "decision": "refuse"},
        "wagtailadmin_workflows:add_task": {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
        "organisation": {"pk": organisation.pk},
        "organisation_chooser": {"pk": organisation.pk},
        "membership": {"pk": membership(person(), organisation, state="asked").pk, "decision": "admit"},
        "consent_text": {"pk": ConsentText.objects.first().pk},
        **{f"wagtailsnippets_{model}:": {"pk": pk} for model, pk in rows.items()},
        **{f"wagtailsnippetchoosers_{model}:": {"pk": pk} for model, pk in rows.items()},
        "wagtailsnippets_practices_practice:revisions": {"revision_id": practice.save_revision().pk},
        "wagtailsnippets_practices_drafttemplate:in_force": {"kind": "kenesh", "lang": "ky"},
        **adoption.things(),
        **experts.addresses(practice),
        **library.things(boss),
        **archive.addresses(),
        **magazine.addresses(),
        **news.addresses(),
        **prints.addresses(),
        "practice_annul_check": {"pk": check.pk},
        "account_unit_profile": {"pk": unit.pk},
        "account_recheck": {"pk": rows["practices_recheck"]},
        "account_notice": {"pk": notify.notice(person()).pk},
        "account_ask": {"name": "practice", "pk": practice.pk},
        "account_answer": {"pk": question.pk},
        "discuss_post": {"pk": question.pk},
        "discuss_thread": {"name": "practice", "pk": practice.pk},
        "posts": {"pk": question.pk},
        "cases": {"pk": inbox.case().pk},
        "submission": {"pk": submitted.pk, "file": 1, "decision": "look"},
        **issues.addresses(),
        "account_article": {"pk": article.pk},
        "article_submissions": {"pk": article.pk, "decision": "changes"},
        "leads": {"pk": submissions.lead(boss).pk, "verb": "drop"},
        "trusted_organisation": {"pk": submissions.trusted().pk},
        "law_": {
            "pk": law.pk,
            "slug": law.url_in("ky").rstrip("/").partition("-")[2],
            "edition_pk": law.editions.get().pk,
            **{"year": 2026, "month": 11},
        },
        "acts:": {"pk": law.pk},
        "acts:change": {"pk": change.pk},
        "acts:citing": {"name": "practice", "pk": practice.pk},
        "account_follow": {"name": "act", "pk": law.pk},
        "letters": {"pk": letter.pk},
        "account_organisation": {"pk": organisation.pk},
        "account_join": {"pk": organisation.pk},
        "practice_": {"pk": practice.pk, "slug": practice.url_in("ky").rstrip("/").partition("-")[2]},
        "unit_": {"pk": unit.pk, "slug": unit.slug},
    }


# --- Who may ---


def rule(name: str) -> frozenset[str]:
    """The rule of this very name, else the longest one with `*` that fits; KeyError when there is none."""
    stars = [known for known in matrix.RULES if known.endswith("*") and name.startswith(known[:-1])]
    return matrix.RULES[name if name in matrix.RULES else max(stars, key=len, default=name)]


def may(response: HttpResponse) -> bool:
    """Opened, or sent on to where the deed leads; not sent to sign in, to the admin's home, or away."""
    if response.status_code in (301, 302):
        path = response["Location"].partition("?")[0]
        return not (path == "/admin/" or path.endswith("/login/"))
    return response.status_code < 300


def open_undone(client: Client, path: str) -> HttpResponse:
    """GET, or an empty POST where GET is not allowed; nothing of it stays."""
    with transaction.atomic():
        response = client.get(path)
        if response.status_code == 405:
            response = client.post(path)
        transaction.set_rollback(True)
    return response


@pytest.mark.parametrize("role", matrix.ROLES)
def test_who_may_open_what(objects, role):
    client, wrong = Client(raise_request_exception=False), []
    if role != "guest":
        client.force_login(person(role))
    signed_in = client.cookies.output(header="", sep=";")
    for name, route in addresses(get_resolver().url_patterns):
        client.cookies.load(signed_in)  # an address may have signed us out
        path = fill(name, route, objects)
        response = open_undone(client, path)
        if response.status_code >= 500 or may(response) != (role in rule(name)):
            wrong.append(f"{name}: {path} answered {response.status_code} {response.headers.get('Location', '')}")
    assert not wrong, "\n".join(wrong)


# --- Mass actions: their address is one, what they do depends on what was chosen ---


def bulk_actions() -> list[tuple[str, str, str]]:
    bulk_action_registry._scan_for_bulk_actions()
    return [
        (app, model, action)
        for app, models in bulk_action_registry.actions.items()
        for model, actions in models.items()
        for action in actions
    ]


KEPT = ("people.user", "practices.practice", "practices.practicetext", "reference.unit")
KEPT += ("library.material", "library.materialtext", "library.sample", "library.collection")


@pytest.mark.parametrize("role", sorted(matrix.STAFF))
def test_mass_actions_touch_nothing_that_is_kept(objects, role):
    """Not even for a superuser: people get roles one by one, practices are unpublished, units end."""
    client = Client()
    client.force_login(person(role))
    before = kept_rows()
    asked = {"role": Group.objects.get(name="content_admin").pk, "mark_as_active": "False"}
    for app, model, action in bulk_actions():
        chosen = "&".join(f"id={row['id']}" for row in before.get(f"{app}.{model}", []))
        if chosen:
            client.post(f"/admin/bulk/{app}/{model}/{action}/?{chosen}", asked)
    assert kept_rows() == before


def kept_rows() -> dict[str, list[dict]]:
    rows = {label: list(apps.get_model(label).objects.order_by("pk").values()) for label in KEPT}
    return {**rows, "roles": list(User.groups.through.objects.order_by("pk").values())}
