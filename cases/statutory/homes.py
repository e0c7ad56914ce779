"""Which answers say who somebody is, and so are kept apart. Pure."""

from cases.statutory.definition import Answers, Definition


def identity_keys(definition: Definition) -> frozenset[str]:
    """The questions whose answers are kept with the identity."""
    return frozenset(question.key for question in definition.questions() if question.is_identity)


def apart(definition: Definition, answers: Answers) -> tuple[Answers, Answers]:
    """``(what the record keeps, what the identity keeps)``; what the definition does not know is kept apart too."""
    keys = {question.key for question in definition.questions()} - identity_keys(definition)
    plain = {key: value for key, value in answers.items() if key in keys}
    return plain, {key: value for key, value in answers.items() if key not in keys}
