"""How a return reaches the national database. Today a person keys it in; a connection would be another ``Sender``."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Receipt:
    """What the other side says: a reference of its own, where it gave one."""

    reference: str = ""


class Sender(Protocol):
    """Takes a return to the national database.

    ``key`` is the same for the same submission, however often it is tried: a connection must use it so that nothing
    arrives twice. A connection that cannot deliver raises; the caller then keeps no record of a submission.
    """

    code: str
    label: str
    by_hand: bool

    def send(self, content: dict, *, key: str, said: str) -> Receipt:
        """Delivers ``content``. ``said`` is the reference that a person read off the portal."""


class ByHand:
    """A person has keyed the sheet into the portal and says so."""

    code, label, by_hand = "by_hand", "Keyed into the portal by hand", True

    def send(self, content: dict, *, key: str, said: str) -> Receipt:
        """Nothing leaves this service."""
        return Receipt(said)


SENDERS: dict[str, Sender] = {sender.code: sender for sender in (ByHand(),)}


def current() -> Sender:
    """The sender that this installation uses."""
    return SENDERS["by_hand"]
