"""Fields: numbers and references that Word keeps right when the text moves."""

from docx.oxml.ns import qn

from common.documents.word.writer import element


def add(paragraph, instruction: str, shown: str) -> list:
    """Appends a field that reads ``shown`` until Word works it out anew; returns its runs, first to last."""
    return [*begin(paragraph, instruction), paragraph.add_run(shown), end(paragraph)]


def begin(paragraph, instruction: str) -> list:
    """The opening of a field whose result follows."""
    opening = _mark(paragraph, "begin")
    code = paragraph.add_run()
    words = element("w:instrText")
    words.set(qn("xml:space"), "preserve")
    words.text = f" {instruction} "
    code._r.append(words)
    return [opening, code, _mark(paragraph, "separate")]


def end(paragraph):
    """The close of a field."""
    return _mark(paragraph, "end")


def _mark(paragraph, kind: str):
    run = paragraph.add_run()
    run._r.append(element("w:fldChar", fldCharType=kind))
    return run


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
