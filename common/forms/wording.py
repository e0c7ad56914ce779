"""Error sentences in the style of GOV.UK, so that a form need not write them one by one."""

from django import forms

Messages = dict[str, str]

SELECTING = (forms.ChoiceField, forms.ModelChoiceField, forms.TypedChoiceField, forms.MultipleChoiceField)


def lower_first(text: str) -> str:
    """``Date of birth`` as ``date of birth``; ``NHS number`` stays."""
    return text if len(text) > 1 and text[1].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """``the year`` as ``The year``."""
    return text[:1].upper() + text[1:]


def noun_of(label: str) -> str:
    """What to ask for: the label in the middle of a sentence, or nothing where it is a question."""
    label = label.strip()
    if not label or label.endswith("?"):
        return ""
    noun = lower_first(label)
    return f"the {noun}" if noun.startswith(("date ", "time ")) else noun


def required(field: forms.Field, noun: str) -> str:
    """What to do about an empty answer."""
    if isinstance(field, forms.BooleanField):
        return f"Confirm that {noun}" if noun else "Select the box to confirm"
    if isinstance(field, SELECTING):
        return f"Select {noun}" if noun else "Select an answer"
    if isinstance(field, forms.FileField):
        return f"Select {noun}" if noun else "Select a file"
    return f"Enter {noun}" if noun else "Enter an answer"


def messages_for(field: forms.Field, noun: str) -> Messages:
    """Sentences for the standard faults of ``field``."""
    thing = upper_first(noun) or "Your answer"
    found = {"required": required(field, noun), **_of_kind(field, noun, thing)}
    if isinstance(field, forms.CharField):
        found["max_length"] = f"{_kept(thing)} must be %(limit_value)d characters or fewer"
        found["min_length"] = f"{_kept(thing)} must be %(limit_value)d characters or more"
    return found


def _kept(text: str) -> str:
    """``text`` for a sentence that Django fills in: a per cent sign in a label is not a place to fill."""
    return text.replace("%", "%%")


def _of_kind(field: forms.Field, noun: str, thing: str) -> Messages:
    if isinstance(field, SELECTING):
        again = f"Choose {_kept(noun) or 'an answer'} from the list"
        return {"invalid_choice": again, "invalid_list": again, "invalid_pk_value": again}
    if isinstance(field, forms.EmailField):
        return {"invalid": "Enter an email address in the correct format, like name@example.org"}
    if isinstance(field, forms.DecimalField | forms.FloatField):
        return {"invalid": f"{thing} must be a number", **_limits(thing)}
    if isinstance(field, forms.IntegerField):
        return {"invalid": f"{thing} must be a whole number", **_limits(thing)}
    if isinstance(field, forms.URLField):
        return {"invalid": "Enter a web address in the correct format, like https://www.example.org"}
    if isinstance(field, forms.FileField):
        return {
            "empty": "The selected file is empty",
            "missing": "Select a file",
            "invalid": "The file could not be read",
        }
    return {}


def _limits(thing: str) -> Messages:
    return {
        "min_value": f"{_kept(thing)} must be %(limit_value)s or more",
        "max_value": f"{_kept(thing)} must be %(limit_value)s or less",
    }


def apply(field: forms.Field, noun: str, own: Messages) -> None:
    """Give ``field`` our sentences, except where its form wrote ``own``; validators take them too."""
    special = field.sentences(noun) if hasattr(field, "sentences") else {}
    ours = {**messages_for(field, noun), **special, **own}
    field.error_messages.update(ours)
    for validator in field.validators:
        code = getattr(validator, "code", None)
        if code in ours and hasattr(validator, "limit_value"):
            validator.message = ours[code]
