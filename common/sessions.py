"""Sessions in the database, as Django has them, except that an outage is called an outage."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError


class SessionStore(db.SessionStore):
    """Keeps a session; one that ended meanwhile stays ended."""

    def save(self, must_create=False):
        """Django takes every error of the database for a session that ended: only a row that is gone is one."""
        try:
            super().save(must_create)
        except UpdateError as error:
            cause = error.__context__
            if isinstance(cause, DatabaseError) and type(cause) is not DatabaseError:
                raise cause from cause.__cause__
            raise
