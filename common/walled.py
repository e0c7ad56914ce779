"""Steps of migrations that put a table behind the wall of ``common.wall``, and take it from there again."""

from django.db.migrations import RunSQL

FUNCTIONS = RunSQL(
    """
CREATE FUNCTION public.wall_is_down() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN coalesce(current_setting('cdop.panels', true), '') = 'all';
CREATE FUNCTION public.wall_opens() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(nullif(current_setting('cdop.panels', true), ''), 'all')::uuid[];
""",
    "DROP FUNCTION public.wall_opens(); DROP FUNCTION public.wall_is_down();",
)
OWN_PANEL = "panel_id = ANY ((SELECT wall_opens())::uuid[])"
"""The row says itself of which panel it is."""
_BESIDE = "EXISTS (SELECT FROM %PARENT AS parent WHERE parent.id = %TABLE.%KEY)"
_USING = "USING ((SELECT wall_is_down()) OR %CONDITION)"
_UP = f"""
CREATE POLICY wall ON %TABLE {_USING};
ALTER TABLE %TABLE ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""
_DOWN = """
ALTER TABLE %TABLE NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
DROP POLICY wall ON %TABLE;
"""


def beside(parent: str, key: str) -> str:
    """The row is seen with the row of ``parent`` that its column ``key`` names."""
    return _BESIDE.replace("%PARENT", parent).replace("%KEY", key)


def behind(table: str, condition: str) -> RunSQL:
    """Nobody but a superuser passes, the owner neither. The setting is asked once a query, not once a row."""
    up = _UP.replace("%CONDITION", condition)
    return RunSQL(up.replace("%TABLE", table), _DOWN.replace("%TABLE", table))


def asks(table: str, condition: str, *, before: str) -> RunSQL:
    """A table that is behind the wall already is asked something else than ``before``."""
    alter = f"ALTER POLICY wall ON %TABLE {_USING};"
    up, down = (alter.replace("%CONDITION", what).replace("%TABLE", table) for what in (condition, before))
    return RunSQL(up, down)
