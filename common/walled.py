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
_SAID = """
ALTER TABLE %TABLE ADD COLUMN panel_id uuid;
UPDATE %TABLE SET panel_id = (SELECT panel_id FROM cases_case WHERE id = %TABLE.case_id);
ALTER TABLE %TABLE ALTER COLUMN panel_id SET NOT NULL;
CREATE TRIGGER panel_of_its_own BEFORE INSERT OR UPDATE OF panel_id, case_id ON %TABLE
FOR EACH ROW EXECUTE FUNCTION public.panel_of_case();
"""
_UNSAID = "DROP TRIGGER panel_of_its_own ON %TABLE; ALTER TABLE %TABLE DROP COLUMN panel_id;"


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


def of_its_case(table: str) -> tuple[RunSQL, RunSQL]:
    """The rows of a case say themselves of which panel they are. No model knows the column: it is the wall's alone.

    The database writes it from the case, which never changes its panel, whoever writes the row and how.
    """
    said = RunSQL(_SAID.replace("%TABLE", table), _UNSAID.replace("%TABLE", table))
    return said, asks(table, OWN_PANEL, before=beside("cases_case", "case_id"))
