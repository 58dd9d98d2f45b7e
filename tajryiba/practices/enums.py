from django.db import models
from django.utils.translation import gettext_lazy as _


class Origin(models.TextChoices):
    DOMESTIC = "domestic", _("Kyrgyz Republic")
    INTERNATIONAL = "international", _("From abroad")


class EvidenceLevel(models.IntegerChoices):
    DESCRIBED = 1, _("Described by its authors")
    DOCUMENTED = 2, _("Confirmed by documents")
    CHECKED = 3, _("Checked on site")
    EVALUATED = 4, _("Independently evaluated")


class Completeness(models.TextChoices):
    FULL = "full", _("The source tells the whole story")
    PARTIAL = "partial", _("The source tells only a part")


class Participation(models.TextChoices):
    """Ways in which residents took part."""

    HEARINGS = "hearings", _("Public hearings")
    BUDGET_HEARINGS = "budget_hearings", _("Budget hearings")
    GATHERING = "gathering", _("Village gathering, kurultai")
    NEEDS_STUDY = "needs_study", _("Study of residents' needs")
    FOCUS_GROUPS = "focus_groups", _("Focus groups")
    INITIATIVE_GROUP = "initiative_group", _("Initiative group of residents")
    MONITORING_GROUP = "monitoring_group", _("Joint monitoring by residents")
    SMALL_GRANTS = "small_grants", _("Contest of local initiatives")
    VOTING = "voting", _("Residents choose by vote")
    ADVISORY_COUNCIL = "advisory_council", _("Public advisory council")
    LABOUR = "labour", _("Ashar: residents' own labour")
    ONLINE = "online", _("Online participation")
    DIALOGUE = "dialogue", _("Dialogue platforms")
    TRAINING = "training", _("Training of residents")


class BudgetMechanism(models.TextChoices):
    """Where money and agreement came from."""

    GRANT = "grant", _("Grant")
    CO_FINANCING = "co_financing", _("Co-financing")
    COMMUNITY_CONTRIBUTION = "community_contribution", _("Residents' contribution")
    PARTICIPATORY_BUDGET = "participatory_budget", _("Participatory budget")
    BUDGET_OPENNESS = "budget_openness", _("Open budget")
    OWN_REVENUE = "own_revenue", _("Own revenue")
    TARIFF = "tariff", _("Tariff")
    INTERMUNICIPAL = "intermunicipal", _("Cooperation between municipalities")
    MUNICIPAL_ENTERPRISE = "municipal_enterprise", _("Municipal enterprise")
    PPP = "ppp", _("Public-private partnership")
    SOCIAL_ORDER = "social_order", _("Municipal social order")
    PROPERTY = "property", _("Municipal property and land")
    STATE_TRANSFER = "state_transfer", _("Transfer from the republican budget")
    DEVELOPMENT_FUND = "development_fund", _("Development fund")


class FundingKind(models.TextChoices):
    LOCAL_BUDGET = "local_budget", _("Local budget")
    STATE_BUDGET = "state_budget", _("Republican budget")
    DONOR = "donor", _("Donor")
    COMMUNITY = "community", _("Residents")
    BUSINESS = "business", _("Business")
    ENTERPRISE = "enterprise", _("Municipal enterprise")
    PRIZE = "prize", _("Prize")
    OTHER = "other", _("Other source")


class Translation(models.TextChoices):
    """How a text came to be; readers see it beside the language."""

    ORIGINAL = "original", _("original")
    CHECKED = "checked", _("checked by an editor")
    UNCHECKED = "unchecked", _("not checked yet")
    MACHINE = "machine", _("machine translation, not checked")


SECTIONS = ("problem", "solution", "results_note", "failed", "lessons", "sustainability")
