"""What a password may not be made of."""

import re

from django.core.exceptions import ValidationError

WORDS = (
    "bedfordshire", "bedford", "luton", "child", "death", "review", "overview", "panel", "cdop", "password", "welcome",
    "hospital", "council", "nhs", "and", "the",
)  # fmt: skip
LEAST = 8


class NotOurWords:
    """Refuses a password that is mostly words anybody would try first here."""

    def validate(self, password: str, user=None) -> None:
        """What is left without those words, digits and marks must still be a password."""
        left = re.sub(r"[\d\W_]", "", password.lower())
        for word in WORDS:
            left = left.replace(word, "")
        if len(left) < LEAST and left != re.sub(r"[\d\W_]", "", password.lower()):
            raise ValidationError(
                "Choose other words: these are the first that anybody would try here", code="our_words"
            )

    def get_help_text(self) -> str:
        """For those who ask before they try."""
        return "Not mostly words such as child, death, review or the name of the area."
