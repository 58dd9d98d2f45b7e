"""Files of adoptions and of submissions that nobody has accepted go back into their workspaces, which alone show them.

Their renditions, which everybody could read, are deleted; the pictures are scaled anew behind the question who asks.
"""

from django.db import migrations
from django.db.models import Q


def into_workspaces(apps, schema_editor):
    def get(name: str):
        return apps.get_model("practices", name).objects

    documents_in_use = get("PracticeDocument").values("document")
    images_in_use = get("PracticeImage").values("image")
    documents = apps.get_model("media", "PortalDocument").objects.filter(
        Q(pk__in=get("AdoptionDocument").values("document"))
        | Q(pk__in=get("SubmissionFile").filter(document__isnull=False).values("document"))
    )
    images = apps.get_model("media", "PortalImage").objects.filter(
        Q(pk__in=get("AdoptionPhoto").values("image"))
        | Q(pk__in=get("SubmissionFile").filter(image__isnull=False).values("image"))
    )
    documents.exclude(pk__in=documents_in_use).update(in_workspace=True, is_public=False)
    images.exclude(pk__in=images_in_use).update(in_workspace=True)
    for rendition in apps.get_model("media", "PortalRendition").objects.filter(image__in_workspace=True):
        rendition.file.delete(save=False)
        rendition.delete()


class Migration(migrations.Migration):
    dependencies = [
        ("practices", "0041_adoption_stays_public"),
        ("media", "0003_workspace_files"),
    ]
    operations = [migrations.RunPython(into_workspaces, migrations.RunPython.noop)]
