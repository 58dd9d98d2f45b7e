from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet


class OrganisationChooserViewSet(ChooserViewSet):
    model = "people.Organisation"
    icon = "group"
    choose_one_text = _("Choose an organisation")
    choose_another_text = _("Choose another organisation")
    per_page = 20


organisation_chooser = OrganisationChooserViewSet("organisation_chooser")
OrganisationChooserWidget = organisation_chooser.widget_class
