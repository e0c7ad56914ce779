"""The child process: reads raw tables, writes protected ones and their charts. No Django, no database, no network.

``python -m reporting.drawing`` with one JSON object on standard input; one on standard output. The libraries for
intervals, the disclosure proof and charts are large, and one of them hangs after a fork, so they live here only.
"""

import json
import os
import resource
import sys
from dataclasses import asdict

MEMORY = 4 * 1024**3
CPU_SECONDS = 120


def answer(question: dict) -> dict:
    """Protects ``tables`` by ``rule``, draws a chart of each when ``draw`` is set, proves fully when ``prove`` is.

    ``releases`` are what was published earlier. Where no protection can be found the answer names what stays open.
    """
    from reporting.disclosure import NotProvable, Release, Rule, protect_and_prove
    from reporting.tables import Table

    tables = [Table.from_data(data) for data in question["tables"]]
    releases = [Release.from_data(data) for data in question.get("releases", ())]
    more = {"year": question.get("year", ""), "releases": releases, "fully": question.get("prove", False)}
    try:
        found = protect_and_prove(tables, Rule(**question["rule"]), **more)
    except NotProvable as refusal:
        return {"refused": refusal.cells}
    charts = _charts(found.tables, question["source"]) if question["draw"] else {}
    proof = [asdict(one) for one in found.proof]
    return {"tables": [table.as_data() for table in found.tables], "charts": charts, "proof": proof}


def _charts(tables: list, source: str) -> dict:
    from reporting.charts import chart_of, draw

    specifications = {table.key: chart_of(table, source) for table in tables}
    return {key: asdict(draw(chart)) for key, chart in specifications.items() if chart}


def main() -> None:
    """Limits itself, answers one question, ends."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))  # not addresses: the chart engine reserves many
    os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "RAYON_NUM_THREADS"), "1"))
    json.dump(answer(json.load(sys.stdin)), sys.stdout)


if __name__ == "__main__":
    main()
