"""Words to put right: abbreviations, words of the wrong group, small numbers, conditions with a place, dates. Pure."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from common.dates import FinancialYear
from reporting.annual_report.linting.remarks import Remark, masked, sentences
from reporting.annual_report.live.tokens import CLAIMS, FIGURE, tokens
from reporting.checking.wording import AVOIDABLE, DATED, EVERYDAY, MONTHS, SHORT, spelled_out
from reporting.checking.years import OVER_YEARS

OTHER_COHORT = {
    "notified": re.compile(r"\breview(?:ed|s)\b", re.IGNORECASE),
    "reviewed": re.compile(r"\bnotifi(?:ed|cations?)\b", re.IGNORECASE),
}
CLAIM = re.compile(
    r"\b(?:most (?:of|deaths|children|babies|common|frequent|prevalent|reviews)|a? ?majority|half of|rose|risen|"
    r"increased?|fell|fallen|decreased?|highest|lowest|largest|smallest|over-?represented|more common)\b",
    re.IGNORECASE,
)
IN_YEARS = "[[highest: … since 2021/22]], [[rose: … from 2021/22]], [[rose: … for 3 years]]"
CONDITION = re.compile(
    r"\b(?:\w+ (?:syndrome|disease|dystrophy|atrophy)|trisomy|\w*(?:sarcoma|blastoma|leukaemia|lymphoma|myopathy)|"
    r"mening\w+|encephal\w+|sepsis|epilep\w+|asthma|anaphyla\w+|constipation|drown\w+|chok\w+|hang(?:ed|ing)|"
    r"stab\w+|poison\w+|overdose|measles|diphtheria|tuberculosis|cystic fibrosis|hospice)\b",
    re.IGNORECASE,
)
WHERE = re.compile(
    r"\b(?:[A-Z][\w’'-]+ )+(?:Hospital|Hospice|School|Academy|Nursery|College|Trust|Road|Street|Park)\b|"
    r"\b(?:at|in) (?:a|the|one) (?:hospice|school|nursery|prison|pool|river|lake)\b"
)
WHEN = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")


def remarks(text: str, year: FinancialYear, known: Iterable[str], places: Iterable[str]) -> Iterator[Remark]:
    """Every remark about words."""
    plain = masked(text)
    yield from _abbreviations(plain, set(known))
    yield from _dates(plain, year)
    yield from _avoidable(plain)
    for start, sentence in sentences(text):
        yield from _cohort(start, sentence)
        yield from _claim(start, sentence)
        yield from _rare(start, masked(sentence), places)


def _abbreviations(plain: str, known: set[str]) -> Iterator[Remark]:
    seen: set[str] = set()
    for match in SHORT.finditer(plain):
        short = match["short"]
        if {short, short + match["more"].upper()} & (seen | known | EVERYDAY):
            continue
        seen.add(short)
        if not spelled_out(plain, short):
            reason = "Add it to the abbreviations with what it stands for, and the report spells it out."
            yield Remark(match.start(), short, "undefined_abbreviation", reason)


def _dates(plain: str, year: FinancialYear) -> Iterator[Remark]:
    for match in DATED.finditer(plain):
        when = date(int(match[3]), MONTHS.index(match[2].capitalize()) + 1, int(match[1] or 1))
        if not year.first <= when <= year.last:
            side = "after" if when > year.last else "before"
            yield Remark(match.start(), match[0], "date_outside", f"This is {side} the year of the report.")


def _avoidable(plain: str) -> Iterator[Remark]:
    for match in AVOIDABLE.finditer(plain):
        reason = "Say “modifiable factors”: a review does not find that a death was avoidable."
        yield Remark(match.start(), match[0], "avoidable", reason)


def _cohort(start: int, sentence: str) -> Iterator[Remark]:
    """A sentence whose figures are all of one group, and whose words speak of the other."""
    named = {token.target.partition(".")[0] for token in tokens(sentence) if token.kind in (FIGURE, *CLAIMS)}
    groups = named & set(OTHER_COHORT)
    if len(groups) != 1:
        return
    (group,) = groups
    match = OTHER_COHORT[group].search(masked(sentence))
    if match:
        reason = f"The figure of this sentence counts deaths {group}; the word speaks of the other group."
        yield Remark(start + match.start(), match[0], "wrong_cohort", reason)


def _claim(start: int, sentence: str) -> Iterator[Remark]:
    """Words about several years even beside a claim that is checked: that one may be about this year alone."""
    plain = masked(sentence)
    over = OVER_YEARS.search(plain)
    tied = any(token.kind in CLAIMS for token in tokens(sentence))
    match = over or (None if tied else CLAIM.search(plain))
    if match:
        kinds = IN_YEARS if over else ", ".join(f"[[{kind}: …]]" for kind in CLAIMS)
        reason = f"Tie it to a figure, so that it is printed only while it is true: {kinds}."
        yield Remark(start + match.start(), match[0].strip(), "claim_in_words", reason)


def _rare(start: int, sentence: str, places: Iterable[str]) -> Iterator[Remark]:
    condition = CONDITION.search(sentence)
    if not condition:
        return
    named = next((place for place in places if re.search(rf"\b{re.escape(place)}\b", sentence)), None)
    for match in (WHERE.search(sentence), WHEN.search(sentence)):
        named = named or (match[0] if match and not _within(match, condition) else None)
    if named:
        reason = f"“{condition[0]}” beside “{named}” can point to one child. Leave one of the two out."
        yield Remark(start + condition.start(), condition[0], "rare_condition", reason)


def _within(match: re.Match, condition: re.Match) -> bool:
    """Whether the place is no more than the condition's own word."""
    return condition.start() <= match.start() and match.end() <= condition.end()
