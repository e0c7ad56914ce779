"""Ties a person to the account their organisation knows them by."""

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts.models import User
from audit.recording import record


@transaction.atomic
def tie(*, account: SocialAccount, person: User, by: User) -> bool:
    """Keeps the provider's key for ``person`` and nothing else that it says; no, where they are tied to another key.

    A second work account with the same address may be somebody else's: it is refused until an administrator resets
    the second step, which forgets the first.
    """
    User.objects.select_for_update().get(pk=person.pk)
    if SocialAccount.objects.filter(user=person, provider=account.provider).exists():
        return False
    account.user, account.extra_data = person, {}
    account.save()
    record("work_account_tied", by=by, subject=person)
    return True


@transaction.atomic
def keep_only_the_key(*, account: SocialAccount, by: User) -> None:
    """The library stores what the provider tells about somebody at every sign-in; nothing here needs it."""
    account.extra_data = {}
    account.save(update_fields=["extra_data"])
