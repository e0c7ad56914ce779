"""What the database and the mailbox hold, against what people were told."""

from collections import Counter
from collections.abc import Iterable

from chaos.ledger import Ledger, Write


def findings(ledger: Ledger, delivered: Counter, since: int) -> list[str]:
    """A sentence for each fault; none when everything acknowledged is there once and nothing is there unasked."""
    notes, requests = list(ledger.of("note")), list(ledger.of("request"))
    return [
        *_rows("notes", notes, _notes()),
        *_rows("requests", requests, _requests()),
        *_rows("entries of notes in the trail", notes, _entries("note_added", since)),
        *_rows("entries of requests in the trail", requests, _entries("request_made", since)),
        *_mail(requests, delivered),
        *_trail(),
    ]


def _rows(what: str, writes: list[Write], found: Counter) -> Iterable[str]:
    keys = {str(write.key) for write in writes}
    lost = [write for write in writes if write.acknowledged and not found[str(write.key)]]
    twice = [key for key in keys if found[key] > 1]
    unasked = [key for key in found if key not in keys]
    for words, rows in (("acknowledged and lost", lost), ("there twice", twice), ("there, and nobody asked", unasked)):
        if rows:
            yield f"{len(rows)} {what} {words}"


def _notes() -> Counter:
    from cases.models import CaseNote

    return Counter(text.removeprefix("chaos-") for text in _plain(CaseNote.objects, "text"))


def _requests() -> Counter:
    from cases.models import InformationRequest

    return Counter(name.removeprefix("chaos-") for name in _plain(InformationRequest.objects, "respondent_name"))


def _plain(rows, field: str) -> Iterable[str]:
    """Keys as they are written in other places: with hyphens."""
    import uuid

    for words in rows.filter(**{f"{field}__startswith": "chaos-"}).values_list(field, flat=True):
        yield "chaos-" + str(uuid.UUID(words.removeprefix("chaos-")))


def _entries(verb: str, since: int) -> Counter:
    from audit.models import Event

    return Counter(Event.objects.filter(verb=verb, pk__gt=since).values_list("subject_id", flat=True))


def _mail(requests: list[Write], delivered: Counter) -> Iterable[str]:
    """Each request's message went out, and none for a request that was never made."""
    from accounts.models import OutgoingMessage

    sent = OutgoingMessage.objects.filter(recipient__startswith="chaos-")
    waiting = sent.exclude(state=OutgoingMessage.State.SENT).count()
    if waiting:
        yield f"{waiting} messages are not sent"
    recipients = Counter(sent.values_list("recipient", flat=True))
    addresses = {f"{write.words}@example.org": write for write in requests}
    wrong = [address for address, write in addresses.items() if write.acknowledged and recipients[address] != 1]
    if wrong:
        yield f"{len(wrong)} requests without exactly one message"
    missing = [str(key) for key in sent.values_list("pk", flat=True) if not delivered[f"<{key}@cdop>"]]
    if missing:
        yield f"{len(missing)} messages said to be sent that no mailbox has"


def _trail() -> Iterable[str]:
    from audit import chain

    if fault := chain.first_fault():
        yield f"the trail is broken at entry {fault.sequence}: {fault.reason}"


def left_to_do() -> int:
    """Messages that wait for a worker."""
    from accounts.models import OutgoingMessage

    return OutgoingMessage.objects.filter(state=OutgoingMessage.State.DUE).count()
