"""References become what they stand for. What cannot be said is remembered, and printed as it was typed."""

from dataclasses import dataclass, field

from common.documents.model import Em, Inline, Link, Note, Strong, Text, Xref
from reporting.annual_report.live import claims, marks, spans, values
from reporting.annual_report.live.tokens import CLAIMS, FIGURE, KINDS, POINTERS, Token, pieces

BROKEN, HIDDEN, FALSE = "broken_token", "hidden_figure", "false_claim"


@dataclass(frozen=True)
class Problem:
    """A reference that cannot be printed, and why."""

    code: str
    raw: str
    reason: str
    section: str = ""


@dataclass
class Writer:
    """Renders the texts of one snapshot; remembers problems, and sources in the order in which they are cited."""

    tables: values.Tables
    year: str
    public: bool
    sources: dict[str, str] = field(default_factory=dict)
    ids: frozenset[str] | None = None  # where a reference may lead; unknown where a section stands alone
    series: claims.Series = field(default_factory=dict)
    earlier: dict[str, dict[str, str]] = field(default_factory=dict)
    over: bool = True
    problems: list[Problem] = field(default_factory=list)
    cited: list[str] = field(default_factory=list)
    section: str = ""

    @classmethod
    def of(cls, snapshot: dict, ids: frozenset[str] | None = None) -> "Writer":
        """For a snapshot's texts."""
        tables = {table["key"]: table for table in snapshot["tables"]}
        public, year = snapshot["edition"] == "public", snapshot["year"]
        more = {"series": snapshot.get("series", {}), "over": year.get("over", True), "ids": ids}
        more["earlier"] = snapshot.get("earlier", {})
        return cls(tables, year["code"], public, snapshot.get("sources", {}), **more)

    def inline(self, text: str) -> tuple[Inline, ...]:
        """Words and references of one line or paragraph."""
        made: list[Inline] = []
        for words, bold in marks.runs(text):
            parts = [part for piece in pieces(words) for part in self._piece(piece)]
            made += [Strong(part.text) if bold and isinstance(part, Text) else part for part in parts]
        return tuple(made) or (Text(""),)

    def plain(self, text: str) -> str:
        """The same as words alone: for headings."""
        return "".join(part.text for part in self.inline(text) if isinstance(part, Text | Strong | Em | Link))

    def _piece(self, piece: str | Token) -> tuple[Inline, ...]:
        if isinstance(piece, str):
            return tuple(marks.links(piece))
        if piece.kind not in KINDS:
            return (self._problem(BROKEN, piece, f"“{piece.kind}:” is not a kind of reference."),)
        try:
            made = self._token(piece)
        except values.NoSuchFigure as none:
            return (self._otherwise(piece, BROKEN, str(none)),)
        except values.NotShown as hidden:
            return (self._otherwise(piece, HIDDEN, str(hidden)),)
        sourced = piece.kind == "external" and isinstance(made, Text)
        return (made, Note(f"Source: {piece.words[0]}, read on {piece.words[1]}.")) if sourced else (made,)

    def _token(self, token: Token) -> Inline:
        if token.kind == FIGURE:
            return Text(self._figure(token.target))
        if token.kind in CLAIMS:
            return self._claim(token)
        if token.kind in POINTERS:
            return self._pointer(token)
        return {"source": self._source, "note": self._note, "external": self._external}[token.kind](token)

    def _figure(self, target: str) -> str:
        if not spans.in_year(target):
            return values.value(self.tables, self.year, target)
        said = self.earlier.get(target, {"why": "The figures of that year were not read."})
        if "why" in said:
            raise values.NotShown(said["why"])
        return said["shown"]

    def _claim(self, token: Token) -> Inline:
        known = claims.Known(self.tables, self.year, self.series, self.over)
        said = token.words[0] if token.words else ""
        why = claims.fault(token.kind, known, token.target, said)
        if why:
            return self._problem(FALSE, token, f"“{token.kind}” cannot be said. {why}")
        return Text(said or claims.words(token.kind, token.target, self.year))

    def _pointer(self, token: Token) -> Inline:
        name = token.target.replace(".", "-").replace("_", "-")
        target = f"{POINTERS[token.kind]}{name}"
        if self.ids is not None and target not in self.ids:
            return self._otherwise(token, BROKEN, f"The report has no {token.kind} “{token.target}”.")
        return Xref(target)

    def _source(self, token: Token) -> Inline:  # its number, which leads to the list of references
        if token.target not in self.sources:
            return self._problem(BROKEN, token, f"No source is called “{token.target}”.")
        if token.target not in self.cited:
            self.cited.append(token.target)
        return Link(f"[{self.cited.index(token.target) + 1}]", f"#source-{token.target}")

    def _note(self, token: Token) -> Inline:
        return Note(token.target) if token.target else self._problem(BROKEN, token, "The note says nothing.")

    def _external(self, token: Token) -> Inline:
        if not token.target or len(token.words) < 2:
            return self._problem(BROKEN, token, "An outside number needs its source and the day on which it was read.")
        return Text(token.target)

    def _otherwise(self, token: Token, code: str, reason: str) -> Inline:
        """The author's own words, where they gave some and this edition is the one that hides things."""
        if token.words and self.public and token.kind not in CLAIMS:
            return Text(token.words[0])
        more = " Add words for this after a bar, or write the sentence without it." if code == HIDDEN else ""
        return self._problem(code, token, f"{reason}{more}")

    def _problem(self, code: str, token: Token, reason: str) -> Inline:
        self.problems.append(Problem(code, token.raw, reason, self.section))
        return Strong(token.raw)
