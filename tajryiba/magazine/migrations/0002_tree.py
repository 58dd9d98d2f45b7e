"""The tree of pages in the three languages at once: a language without its own home would answer with another one's."""

import uuid

from django.db import migrations

LANGUAGES = ("ky", "ru", "en")
STEP = 4  # characters of one level of a page's path
SECTIONS = (("magazinesection", "magazine", "Magazine"), ("newssection", "news", "News"))


def _page(apps, model, parent, number, **facts):
    content_type, _created = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="magazine", model=model
    )
    slug = facts["slug"]
    page = apps.get_model("magazine", model).objects.create(
        path=f"{parent.path}{number:0{STEP}}",
        depth=parent.depth + 1,
        url_path=f"{parent.url_path}{slug}/",
        draft_title=facts["title"],
        content_type=content_type,
        live=True,
        has_unpublished_changes=False,
        **facts,
    )
    parent.numchild += 1
    parent.save(update_fields=["numchild"])
    return page


def tree(apps, schema_editor):
    pages = apps.get_model("wagtailcore", "Page").objects
    root = pages.get(depth=1)
    number = int(max(pages.filter(depth=2).values_list("path", flat=True), default=root.path + "0000")[-STEP:])
    keys = {name: uuid.uuid4() for name in ("home", *(model for model, _slug, _title in SECTIONS))}
    homes = {}
    for code in LANGUAGES:
        number += 1
        locale = apps.get_model("wagtailcore", "Locale").objects.get(language_code=code)
        facts = {"locale": locale, "translation_key": keys["home"]}
        homes[code] = _page(apps, "languagehome", root, number, title=f"Tajryiba ({code})", slug=code, **facts)
        for place, (model, slug, title) in enumerate(SECTIONS, start=1):
            facts = {"locale": locale, "translation_key": keys[model]}
            _page(apps, model, homes[code], place, title=f"{title} ({code})", slug=slug, **facts)
    site_model = apps.get_model("wagtailcore", "Site")
    site, _created = site_model.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": homes["ky"].pk}
    )
    site.root_page_id = homes["ky"].pk
    site.save(update_fields=["root_page"])
    welcome = pages.filter(depth=2, slug="home", content_type__app_label="wagtailcore")
    root.numchild -= len(welcome)
    root.save(update_fields=["numchild"])
    welcome.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("magazine", "0001_initial"),
        ("core", "0001_languages"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(tree, migrations.RunPython.noop)]
