"""What a group of verbs is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """What belongs together for whoever searches: a title, and each verb with the sentence that it reads as."""

    title: str
    sentences: dict[str, str]
