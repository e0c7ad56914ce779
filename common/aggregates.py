"""What PostgreSQL counts for us: days between two dates, percentiles, and what hangs on a row."""

from django.db.models import Aggregate, FloatField, Func, IntegerField, QuerySet, Subquery


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


class RowCount(Subquery):
    """How many rows of another table hang on each; worked out for the rows of a page only, unlike a join."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) _counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet) -> None:
        super().__init__(rows.order_by().values("pk"))
