"""What PostgreSQL counts for us: days between two dates, and percentiles."""

from django.db.models import Aggregate, FloatField, Func, IntegerField


class Days(Func):
    """Whole days between two dates: ``Days(F("later"), F("earlier"))``."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = IntegerField()


class Percentile(Aggregate):
    """PostgreSQL's interpolated percentile, as spreadsheets count it: ``Percentile(Days(…), share=0.5)``."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()
