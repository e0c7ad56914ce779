"""Files that answer a question of a form: kept as documents of the case, named in the answers by their key."""

import uuid

from django.core.files import File
from django.db import transaction

from cases.actions import attachments
from cases.actions import response_rows as rows
from cases.models import FormResponse
from cases.statutory.definition import Question

NAMESPACE = uuid.UUID("6f2c4a52-5b0e-4c53-9f3a-3f1d0a3d8c11")


@transaction.atomic
def keep(*, response: FormResponse, version: int, question: Question, file: File, by) -> str:
    """Keeps the file and returns its key; a double press of the button is one document. A bad one is refused."""
    rows.locked(response.pk, by)  # a form that was sent, or whose case is finished, takes no file either
    key = uuid.uuid5(NAMESPACE, f"{response.pk}:{version}:{question.key}:{file.name}:{file.size}")
    made = attachments.add(
        case_id=response.case_id, new_id=key, by=by, title=question.label[:200], file=file, request=response.request
    )
    return str(made.pk)
