"""The sentence that stands for a chart where it cannot be seen. Says only what the protected table says."""

from reporting.tables import ProtectedTable


def alternative(table: ProtectedTable) -> str:
    """Title, every shown count, how many rows are hidden, the base: “Deaths notified in 2024/25 by sex: …”."""
    shown = [f"{row.label} {row.count}" for row in table.rows if not row.suppressed]
    hidden = sum(row.suppressed for row in table.rows)
    parts = [f"{table.title}: {'; '.join(shown)}"]
    if hidden:
        parts.append(f"{hidden} {'number' if hidden == 1 else 'numbers'} not shown")
    return ". ".join([*parts, base_words(table)]) + "."


def base_words(table: ProtectedTable) -> str:
    """“Base 49, not known 1”; a hidden table has neither."""
    if table.base is None:
        return "Base not shown"
    return f"Base {table.base}, not known {'not shown' if table.not_known is None else table.not_known}"
