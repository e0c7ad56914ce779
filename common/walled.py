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


def beside(parent: str, key: str) -> str:
    """The row is seen with the row of ``parent`` that its column ``key`` names."""
    return f"EXISTS (SELECT FROM {parent} AS parent WHERE parent.id = {{table}}.{key})"


def behind(table: str, condition: str) -> RunSQL:
    """Nobody but a superuser passes, the owner neither. The setting is asked once a query, not once a row."""
    seen = condition.format(table=table) if "{table}" in condition else condition
    return RunSQL(
        f"CREATE POLICY wall ON {table} USING ((SELECT wall_is_down()) OR {seen});"
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY; DROP POLICY wall ON {table};",
    )
