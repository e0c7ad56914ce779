"""The analysis form to be read."""

from cases.analysis import rules
from cases.analysis.contents import CAUSES
from cases.forms.analysis import NEONATAL, STANDARD
from cases.vocabularies import Category, Domain, Modifiability, Relevance
from common.components import Cell, Column, SummaryRow, Table, Tag
from common.formats import day, short_day


def primary_words(data: dict) -> str:
    """The primary category and why it is that one; nothing while none is chosen."""
    primary = rules.primary_category(data["categories"], data["primary_override"])
    if primary is None:
        return ""
    label = Category(primary).label
    why = rules.explain_primary(data["categories"], data["primary_override"])
    return f"Primary category as saved: {primary}. {label}. {why}"


def page(case, analysis, data: dict, codes: dict) -> dict:
    """Everything the tab shows."""
    return {
        "analysis": analysis,
        "state_tag": Tag(analysis.get_state_display(), "green" if analysis.state == "final" else "yellow")
        if analysis
        else None,
        "causes": causes(data),
        "category_rows": categories(data),
        "factor_tables": factor_tables(data, codes),
        "modifiability_rows": modifiability(data),
        "data": data,
        "missing": rules.missing(data) if analysis and analysis.state != "final" else [],
        "learning": [row for row in data["learning_points"] if not row["good_practice"]],
        "good_practice": [row for row in data["learning_points"] if row["good_practice"]],
        "recommendations": recommendations(data),
        "finalised": day(analysis.finalised_on) if analysis and analysis.finalised_on else "",
    }


def causes(data: dict) -> list[SummaryRow]:
    """The lines of the certificate that say something, then the cause as now understood."""
    labels = NEONATAL if data["neonatal"] else STANDARD
    by_number = {name.rpartition("_")[2]: label for name, label in labels.items()}
    rows = [SummaryRow(by_number.get(key[-1], key[-1]), data[key]) for key in CAUSES if data[key]]
    if data["cause_understood"]:
        rows.append(SummaryRow("As now understood", data["cause_understood"]))
    return rows


def categories(data: dict) -> list[SummaryRow]:
    """The primary category with its reason, then the others."""
    primary = rules.primary_category(data["categories"], data["primary_override"])
    if primary is None:
        return []
    why = rules.explain_primary(data["categories"], data["primary_override"])
    rows = [SummaryRow("Primary category", f"{primary}. {Category(primary).label}\n{why}")]
    if data["override_reason"]:
        rows.append(SummaryRow("Why it is not the highest", data["override_reason"]))
    others = "\n".join(f"{n}. {Category(n).label}" for n in data["categories"] if n != primary)
    if others:
        rows.append(SummaryRow("Also applies", others))
    return rows


def modifiability(data: dict) -> list[SummaryRow]:
    """The outcome, and why where it cannot be judged."""
    if not data["modifiability"]:
        return []
    rows = [SummaryRow("Modifiability", Modifiability(data["modifiability"]).label)]
    if data["inadequate_reason"]:
        rows.append(SummaryRow("Why it cannot be judged", data["inadequate_reason"]))
    return rows


def factor_tables(data: dict, codes: dict) -> list[Table]:
    """The factors found, domain by domain."""
    columns = [Column("Factor"), Column("Relevance"), Column("Modifiable"), Column("Evidence")]
    tables = []
    for domain in Domain:
        rows = [_factor(row, codes) for row in data["factors"] if row["domain"] == domain]
        if rows:
            tables.append(Table(domain.label, columns, rows, stack=True, size="s"))
    return tables


def _factor(row: dict, codes: dict) -> list[Cell]:
    named = codes[row["code"]].label if row["code"] in codes else row["code"]
    return [
        Cell(named or row["text"], note=row["text"] if named else ""),
        Cell(Relevance(row["relevance"]).label),
        Cell("", tags=[Tag("Modifiable", "orange")]) if row["modifiable"] else Cell("No"),
        Cell(row["evidence"] or "–"),
    ]


def recommendations(data: dict) -> Table:
    """What should change, proposed with this form."""
    rows = [[row["text"], row["owner"], short_day(row["due_on"])] for row in data["recommendations"]]
    return Table(
        "Recommendations proposed", [Column(c) for c in ("What should change", "Owner", "By")], rows, stack=True
    )
