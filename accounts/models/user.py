"""The person who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property

from accounts.models.membership import Membership
from accounts.roles import LOOKS_AFTER_PEOPLE, Role
from common.models import BaseModel


class UserQuerySet(models.QuerySet):
    """Ways to find people."""

    def visible_to(self, user) -> "UserQuerySet":
        """People who hold or held a role on a panel whose people this person looks after."""
        panels = user.panels_as(*LOOKS_AFTER_PEOPLE)
        return self.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), panel_id__in=panels)))

    def of_panel(self, panel) -> "UserQuerySet":
        """People who hold or held a role on ``panel``."""
        return self.filter(Exists(Membership.objects.filter(user=OuterRef("pk"), panel=panel)))


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    """Makes users; only account actions call it."""

    def create_user(self, email: str, full_name: str, password: str | None = None, **fields) -> "User":
        """A user with a usable password, or none until one is set by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), full_name=full_name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(BaseModel, AbstractBaseUser, PermissionsMixin):
    """Signs in with an email address. Never deleted, only switched off: the trail points at people."""

    email = models.EmailField("email address", max_length=254, unique=True)
    full_name = models.CharField("full name", max_length=150)
    is_active = models.BooleanField("may sign in", default=True)
    session_round = models.PositiveIntegerField(
        default=0, editable=False, help_text="Raised to end every session of this person."
    )
    is_staff = False  # there is no administration site

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="one_user_per_email")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def audit_label(self) -> str:
        """How the trail names this person."""
        return f"{self.full_name} <{self.email}>"

    @cached_property
    def current_memberships(self) -> list:
        """The roles held today, with their panels; read once per request, one query, and one for a doctor's areas."""
        if not self.is_active:
            return []
        found = list(self.memberships.current().select_related("panel", "organisation"))
        prefetch_related_objects([held for held in found if held.role == Role.DOCTOR], "areas")
        return found

    def _get_session_auth_hash(self, secret=None) -> str:
        # A session dies with the password and, beyond what Django does, whenever the round is raised.
        return salted_hmac(
            "accounts.models.user.session", f"{self.password}:{self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()

    def has_role(self, panel_id: object, *roles: str) -> bool:
        """Whether this person holds one of ``roles`` on the panel today."""
        return any(m.panel_id == panel_id and m.role in roles for m in self.current_memberships)

    def panels_as(self, *roles: str) -> list:
        """The keys of the panels on which one of ``roles`` is held today."""
        return [m.panel_id for m in self.current_memberships if m.role in roles]
