"""What leads to a case is shown by the database only where the connection is opened to the case's panel."""

from django.db import migrations

from common.walled import FUNCTIONS, OWN_PANEL, behind, beside

OF_A_PANEL = ("case", "notification", "recommendation", "transfer")
OF_A_CASE = (
    "analysis", "attachment", "casemark", "casenote", "columndifference", "delayreason", "disposal", "familycontact",
    "familyquestion", "formdecision", "formresponse", "informationrequest", "keyworker", "legalhold", "nationalreturn",
    "parallelprocess", "reviewmeeting", "statuschange", "urgentaccess",
)  # fmt: skip
BESIDE = {  # table: (the one it is seen with, the column that names it)
    "accesscode": ("informationrequest", "request_id"),
    "analysiscategory": ("analysis", "analysis_id"),
    "factor": ("analysis", "analysis_id"),
    "handover": ("informationrequest", "request_id"),
    "identityanswers": ("formresponse", "response_id"),
    "learningpoint": ("analysis", "analysis_id"),
    "meetingguest": ("reviewmeeting", "meeting_id"),
    "merge": ("case", "kept_id"),
    "mergecopy": ("merge", "merge_id"),
    "ownerlink": ("recommendation", "recommendation_id"),
    "ownerpause": ("recommendation", "recommendation_id"),
    "ownerreminder": ("recommendation", "recommendation_id"),
    "pause": ("informationrequest", "request_id"),
    "processdate": ("parallelprocess", "process_id"),
    "professional": ("child", "child_id"),
    "recommendationprogress": ("recommendation", "recommendation_id"),
    "relative": ("child", "child_id"),
    "reminder": ("informationrequest", "request_id"),
    "requestlink": ("informationrequest", "request_id"),
    "responsechange": ("formresponse", "response_id"),
    "returncopy": ("nationalreturn", "national_return_id"),
    "triagedecision": ("notification", "notification_id"),
}
EITHER = f"{beside('cases_case', 'case_id')} OR {beside('cases_notification', 'notification_id')}"
BOTH = f"{beside('cases_case', 'first_id')} AND {beside('cases_case', 'second_id')}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_retention")]

    operations = [
        FUNCTIONS,
        *(behind(f"cases_{name}", OWN_PANEL) for name in OF_A_PANEL),
        *(behind(f"cases_{name}", beside("cases_case", "case_id")) for name in OF_A_CASE),
        behind("cases_child", f"({EITHER})"),
        behind("cases_familylink", f"({BOTH})"),
        *(behind(f"cases_{name}", beside(f"cases_{other}", key)) for name, (other, key) in BESIDE.items()),
    ]
