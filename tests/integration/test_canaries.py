"""Words planted in everything that names or describes a family are looked for in all that leaves the service.

Who may hold which is a list, person by person; whatever is not on it is a leak.
"""

import io
import json

import pytest
from pypdf import PdfReader

from accounts.models import Panel
from tests.architecture.scene import PEOPLE, Scene
from tests.asking import Asker
from tests.canaries import Canaries

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MINUTES = {
    "points", "correction", "referral detail", "proposal", "proposal owner", "recommendation", "recommendation owner",
}  # fmt: skip
PAPERS = {"summary", "cause", "factor", "learning", "return copy", "document copy", "answer copy"}
"""What a pack holds: the summary, the checked words of the analysis, anonymised copies of returns and answers."""
PANEL = {*PAPERS, *MINUTES}
"""What the panel reads: the pack, and what minutes say."""
OWNERS = {
    "proposal owner email", "proposal measure", "recommendation owner email", "recommendation measure", "owner answer",
}  # fmt: skip
"""What whoever leads reads of recommendations, and minutes leave out; an owner's words before they are checked."""
CHILD = {"first_names", "surname"}
CASE_OFFICE = None
"""The CDR manager and the doctor of the area see the case; what they do not see is tested below."""

ALLOWED = {
    "anonymous": set(),
    "manager": CASE_OFFICE,
    "doctor": CASE_OFFICE,
    "chair": {*PANEL, "conflict reason", "narrative", "remark", "urgent reason", *OWNERS},
    "member": {*PANEL, "private note"},
    "respondent": {
        *CHILD, "nhs number", "date of birth", "return", "unsent return", "unsent form", "own document file name",
        "own document content",
    },
    "key_worker": {
        *CHILD, "key worker contact", "key worker cover", "family contact", "family question", "family answer",
        "asked by", "answered by",
    },
    "analyst": {"narrative", "remark"},
    # why a case was opened in an emergency, why one is to be erased or held, to judge it
    "auditor": {"urgent reason", "retention reason", "legal hold reason"},
    "administrator": {"notifier_email"},  # to whom mail went, or did not
    "uninvited": set(),
    "conflicted": set(),
    "expired": {*MINUTES, "factor", "learning"},  # minutes are sent to whoever was invited
    "withdrawn": set(),
    "outsider": set(),
    "former": set(),
    "mfa_pending": set(),
    "disabled": set(),
}  # fmt: skip


def _answers(sweep, who):
    """Everything this person was answered: ``(what was asked, all of the answer)``."""
    for (name, method), answers in (sweep.answers | sweep.more).items():
        yield f"{method} {name}", answers[who].body
        yield f"{method} {name}, headers", str(answers[who].headers)


def _seen(sweep, who) -> set[str]:
    return set().union(*(sweep.canaries.found_in(text) for _, text in _answers(sweep, who)))


def test_everybody_has_a_list():
    assert set(ALLOWED) == set(PEOPLE)


@pytest.mark.parametrize("who", [who for who, allowed in ALLOWED.items() if allowed is not CASE_OFFICE])
def test_nobody_sees_more_than_their_list(sweep, who):
    found = {asked: sweep.canaries.found_in(text) - ALLOWED[who] for asked, text in _answers(sweep, who)}
    assert not {asked: sorted(leak) for asked, leak in found.items() if leak}


@pytest.mark.parametrize("who", [who for who, allowed in ALLOWED.items() if allowed])
def test_the_lists_hold_nothing_that_is_not_seen(sweep, who):
    """A list that is longer than what is shown would hide the next leak; and it shows that the tokens are found."""
    assert not ALLOWED[who] - _seen(sweep, who)


@pytest.mark.parametrize("who", ["manager", "doctor"])
def test_the_office_sees_the_case_but_not_what_is_not_sent_yet(sweep, who):
    seen = _seen(sweep, who)
    assert not {"unsent return", "unsent form", "private note"} & seen
    assert not {*CHILD, *PANEL, "nhs number", "note", "return", "circumstances", "relative name"} - seen


def test_no_mail_and_no_calendar_file_names_anybody(sweep):
    assert len(sweep.mails) > 5
    addressed = {"respondent name", "notifier_email", "guest name"}  # the person written to
    for mail in sweep.mails:
        assert sweep.canaries.found_in(json.dumps(mail, default=str)) <= addressed, mail["event"]


def test_the_trail_names_nobody(sweep):
    assert len(sweep.events) > 50
    for event in sweep.events:
        own = {key: value for key, value in event.items() if key != "happened_at"}
        assert not sweep.canaries.found_in(json.dumps(own, default=str)), event["verb"]


def test_the_log_names_nobody(sweep):
    assert len(sweep.log) > 1000
    assert not [line for line in sweep.log if sweep.canaries.found_in(line)]


def test_no_address_names_anybody(sweep):
    places = [answer.headers.get("Location", "") for answers in sweep.answers.values() for answer in answers.values()]
    assert not [place for place in places if sweep.canaries.found_in(place)]


@pytest.mark.django_db
def test_the_file_of_the_papers_names_nobody():
    canaries = Canaries()
    scene = Scene(canaries)
    canaries.watch_case(scene.whole.case)
    Panel.objects.update(papers_download=True)
    answer = Asker({"member": scene.people["member"]}).ask(
        "member", "GET", scene.url("panels:papers_file", ("meeting",))
    )
    file = PdfReader(io.BytesIO(answer.body))
    words = "\n".join([*(page.extract_text() for page in file.pages), str(file.metadata), str(answer.headers)])
    found = canaries.found_in(words.replace("\n", ""))
    assert found == PAPERS
