"""Fields: numbers and references that Word keeps right when the text moves."""

from docx.oxml.ns import qn

from common.documents.word.writer import element, run, words


def add(paragraph, instruction: str, shown: str, *, bold: bool = False) -> list:
    """Appends a field that reads ``shown`` until Word works it out anew; returns its runs, first to last."""
    made = field(instruction, shown, bold=bold)
    paragraph._p.extend(made)
    return made


def field(instruction: str, shown: str, *, bold: bool = False) -> list:
    """The runs of a field. They are made element by element: the library takes long, and a report has hundreds."""
    return [*opening(instruction, bold=bold), run(words(shown), bold=bold), closing(bold=bold)]


def opening(instruction: str, *, bold: bool = False) -> list:
    """The runs of a field whose result follows."""
    code = words(f" {instruction} ", "w:instrText")
    return [_mark("begin", bold), run(code, bold=bold), _mark("separate", bold)]


def closing(*, bold: bool = False):
    """The run that ends a field."""
    return _mark("end", bold)


def _mark(kind: str, bold: bool):
    return run(element("w:fldChar", fldCharType=kind), bold=bold)


def update_on_opening(word) -> None:
    """Asks Word to count pages and numbers anew when the file is opened."""
    settings = word.settings.element
    flag = element("w:updateFields", val="true")
    for name in ("w:hdrShapeDefaults", "w:footnotePr", "w:endnotePr", "w:compat"):  # the schema fixes the order
        following = settings.find(qn(name))
        if following is not None:
            following.addprevious(flag)
            return
    settings.append(flag)
