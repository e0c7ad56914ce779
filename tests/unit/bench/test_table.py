"""The table of figures: sizes in order, and how a figure grows from the smallest to the largest."""

import json

from bench import table


def test_sizes_stand_side_by_side_with_the_growth(tmp_path, capsys):
    sizes = {"many": (1000, 8.0), "few": (10, 4.0)}
    for name, (cases, figure) in sizes.items():
        ratio = {"bar": "P-04a", "title": "case page", "limit": 6, "verdict": "over", "figure": figure}
        count = {"bar": "P-04b", "title": "queries", "limit": 25, "unit": "queries", "verdict": "under", "figure": 23}
        bars = [count, ratio | {"low": figure - 1, "high": figure + 1}]
        (tmp_path / name).write_text(json.dumps({"cases": cases, "bars": bars}))
    table.tell([tmp_path / name for name in sizes])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "| | What | Bar | 10 cases | 1,000 cases | Growth |"
    assert lines[2] == "| P-04a | case page | 6 | 4 (3 to 5), over | 8 (7 to 9), over | 0.15 |"
    assert lines[3] == "| P-04b | queries | 25 queries | 23, under | 23, under | 0.00 |"
