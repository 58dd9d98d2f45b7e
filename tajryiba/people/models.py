"""People, their organisations, memberships and consents. Verbs are in domain/."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from tajryiba.core.languages import translated

from .absence.models import Absence as Absence
from .enums import OPEN_STATES, Category, Channel, ConsentKind, ContactKind, Language, MemberRole, MemberState
from .identity import show_phone
from .managers import UserManager
from .querysets import ConsentQuerySet, MembershipQuerySet, OrganisationQuerySet


class User(AbstractBaseUser, PermissionsMixin):
    """A person who can sign in. Points to no other app of ours, so that every app may point here."""

    email = models.EmailField(_("E-mail"), unique=True, null=True, blank=True)
    phone = models.CharField(_("Phone"), max_length=16, unique=True, null=True, blank=True)
    phone_verified = models.BooleanField(_("Phone verified"), default=False)
    full_name = models.CharField(_("Name"), max_length=200, blank=True)
    language = models.CharField(_("Preferred language"), max_length=2, choices=Language.choices, default=Language.KY)
    category = models.CharField(_("Who you are"), max_length=12, choices=Category.choices, default=Category.CITIZEN)
    is_staff = models.BooleanField(_("Works for the portal"), default=False)
    is_active = models.BooleanField(_("May sign in"), default=True)
    must_change_password = models.BooleanField(_("Must change the password"), default=False)
    date_joined = models.DateTimeField(_("Registered"), default=timezone.now)
    erased_at = models.DateTimeField(_("Erased"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["full_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="people_user_has_a_login",
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | Q(erased_at__isnull=False),
            ),
            models.CheckConstraint(name="people_user_email_not_empty", condition=Q(email=None) | ~Q(email="")),
            models.CheckConstraint(name="people_user_phone_e164", condition=Q(phone=None) | Q(phone__startswith="+")),
            models.CheckConstraint(
                name="people_user_email_lower_case", condition=Q(email=None) | Q(email=Lower("email"))
            ),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()

    def get_username(self) -> str:
        return self.email or self.phone or f"#{self.pk}"

    @property
    def username(self) -> str:
        return self.get_username()

    def get_full_name(self) -> str:
        """The name as public pages show it: who erased the account stays as a former user."""
        return str(_("Former user")) if self.erased_at else self.full_name.strip()

    def get_short_name(self) -> str:
        return self.first_name or self.get_full_name()

    @property
    def first_name(self) -> str:
        return self.full_name.partition(" ")[0]

    @property
    def last_name(self) -> str:
        return self.full_name.partition(" ")[2].strip()

    @property
    def initials(self) -> str:
        words = self.get_full_name().split()
        return "".join(word[0] for word in words[:2]).upper() or "•"

    @property
    def shown_phone(self) -> str:
        return show_phone(self.phone)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Names of the groups, asked once for this object (as Django does with permissions)."""
        return frozenset(group.name for group in self.groups.all())


class Contact(models.Model):
    """A channel by which a person may be reached; where messages really go is decided above."""

    user = models.ForeignKey(User, models.CASCADE, related_name="contacts")
    kind = models.CharField(_("Channel"), max_length=10, choices=ContactKind.choices)
    value = models.CharField(_("Address or number"), max_length=254)
    verified_at = models.DateTimeField(_("Verified"), null=True, blank=True)
    preferred = models.BooleanField(_("Preferred"), default=False)

    class Meta:
        ordering = ["-preferred", "kind", "value"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "value"], name="people_contact_once"),
            models.UniqueConstraint(fields=["user"], condition=Q(preferred=True), name="people_contact_one_preferred"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.user_id}"


class Organisation(models.Model):
    """A body, school, project or firm. Its row outlives mergers: `OrganisationSuccession` says what came of it.

    `name_*`, the sort keys and `folded_names` repeat what `OrganisationName` holds in full; only the verbs write them.
    """

    name = translated(models.CharField(_("Name"), max_length=300))
    category = models.CharField(_("Category"), max_length=12, choices=Category.choices)
    unit = models.ForeignKey(
        "reference.Unit",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("Municipality"),
    )
    valid_from = models.DateField(_("Exists since"), null=True, blank=True)
    valid_to = models.DateField(_("Existed until"), null=True, blank=True)
    sort_ky = models.CharField(max_length=300, editable=False, db_index=True)
    sort_ru = models.CharField(max_length=300, editable=False, db_index=True)
    sort_en = models.CharField(max_length=300, editable=False, db_index=True)
    folded_names = models.TextField(editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = [
            models.CheckConstraint(
                name="people_organisation_has_a_name", condition=~Q(name_ky="") | ~Q(name_ru="") | ~Q(name_en="")
            ),
            models.CheckConstraint(
                name="people_organisation_dates",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_current(self) -> bool:
        return self.valid_to is None


class OrganisationName(models.Model):
    """A name and the days on which it was in force; the one without an end is the present name."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = translated(models.CharField(_("Name"), max_length=300))
    valid_from = models.DateField(_("Since"), null=True, blank=True)
    valid_to = models.DateField(_("Until"), null=True, blank=True)
    act = models.CharField(_("By which act"), max_length=300, blank=True)

    class Meta:
        ordering = [F("valid_to").desc(nulls_first=True), "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(valid_to=None), name="people_organisation_one_present_name"
            ),
            models.CheckConstraint(
                name="people_organisationname_dates",
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationSuccession(models.Model):
    """What came of an organisation that ended: a merger has many predecessors, a split many successors."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, models.PROTECT, related_name="precessions")
    since = models.DateField(_("Since"))
    act = models.CharField(_("By which act"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="people_succession_once"),
            models.CheckConstraint(name="people_succession_not_itself", condition=~Q(predecessor=F("successor"))),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"


class Membership(models.Model):
    """A person in an organisation. Asking gives nothing; a manager or the client-base administrator admits."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=8, choices=MemberRole.choices, default=MemberRole.MEMBER)
    state = models.CharField(_("State"), max_length=8, choices=MemberState.choices, default=MemberState.ASKED)
    asked_at = models.DateTimeField(_("Asked"), default=timezone.now)
    decided_at = models.DateTimeField(_("Decided"), null=True, blank=True)
    left_at = models.DateTimeField(_("Left"), null=True, blank=True)
    admitted_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Decided by")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], condition=Q(state__in=OPEN_STATES), name="people_membership_one_open"
            ),
            models.CheckConstraint(
                name="people_membership_manager_was_admitted",
                condition=Q(role=MemberRole.MEMBER) | ~Q(state=MemberState.ASKED),
            ),
            models.CheckConstraint(
                name="people_membership_active_was_decided",
                condition=~Q(state=MemberState.ACTIVE) | Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.organisation_id} · {self.state}"


class ConsentText(models.Model):
    """One version of what a person agrees to. A version that somebody agreed to is never edited: a new one is made."""

    kind = models.CharField(_("Kind"), max_length=16, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField(_("Version"))
    title = translated(models.CharField(_("Title"), max_length=200))
    text = translated(models.TextField(_("Text")))
    valid_from = models.DateField(_("Valid since"))

    class Meta:
        verbose_name = _("text of a consent")
        verbose_name_plural = _("texts of consents")
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="people_consenttext_version")]

    def __str__(self) -> str:
        return f"{self.title} · {self.version}"


class Consent(models.Model):
    """Who agreed to which version, when, by which channel. Withdrawing keeps the row."""

    user = models.ForeignKey(User, models.CASCADE, related_name="consents")
    kind = models.CharField(_("Kind"), max_length=16, choices=ConsentKind.choices)
    text_version = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    given_at = models.DateTimeField(_("Given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("Withdrawn"), null=True, blank=True)
    channel = models.CharField(_("Channel"), max_length=8, choices=Channel.choices, default=Channel.SITE)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"], condition=Q(withdrawn_at=None), name="people_consent_one_in_force"
            ),
            models.CheckConstraint(
                name="people_consent_dates", condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} · {self.user_id}"
