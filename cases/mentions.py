"""Where the records of deaths may name a living person: identity, what agencies sent, what was written about it."""

from common.mentions import Place

CASE, NOTIFICATION = ("case",), ("case", "")
CHILD = ("case", "notification")
RELATED = ("child__case", "child__notification")
REQUEST, RESPONSE = ("request__case",), ("response__case",)
MEETING = ("meeting__case",)
RECOMMENDED = ("recommendation__case",)

PLACES = (
    Place("cases.Child", "The child and where the child lived", CHILD),
    Place("cases.Relative", "Parents, carers, brothers and sisters", RELATED),
    Place("cases.Professional", "Professionals who knew the child", RELATED),
    Place("cases.IdentityAnswers", "Answers of forms: who somebody is", RESPONSE),
    Place("cases.FamilyLink", "Links between deaths in one family", ("first",)),
    Place("cases.Notification", "Notification", NOTIFICATION),
    Place("cases.TriageDecision", "What was decided about the notification", ("case", "notification")),
    Place("cases.Case", "The case itself", ("",)),
    Place("cases.StatusChange", "Steps of the case", CASE),
    Place("cases.CaseNote", "Notes", CASE),
    Place("cases.Exclusion", "Conflicts of interest", CASE),
    Place("cases.CaseGrant", "Who was given access", ("content_object",)),
    Place("cases.UrgentAccess", "Urgent access", CASE),
    Place("cases.Analysis", "Analysis form", CASE),
    Place("cases.Factor", "Analysis form: factors", ("analysis__case",)),
    Place("cases.LearningPoint", "Analysis form: learning", ("analysis__case",)),
    Place("cases.DelayReason", "Reasons for delay", CASE),
    Place("cases.ParallelProcess", "Other processes", CASE),
    Place("cases.KeyWorker", "Key workers", CASE),
    Place("cases.FamilyContact", "Contacts with the family", CASE),
    Place("cases.FamilyQuestion", "Questions of the family", CASE),
    Place("cases.Attachment", "Titles and names of documents", CASE),
    Place("cases.InformationRequest", "Requests to agencies and what they answered", CASE),
    Place("cases.RequestLink", "Links sent to agencies", REQUEST),
    Place("cases.Handover", "Requests passed on", REQUEST),
    Place("cases.Pause", "Reminders paused", REQUEST),
    Place("cases.FormResponse", "Answers of forms", CASE),
    Place("cases.ResponseChange", "Answers of forms: who changed them", RESPONSE),
    Place("cases.ColumnDifference", "Where a form and the record differed", CASE),
    Place("cases.FormDecision", "Which forms a case needs", CASE),
    Place("cases.ReviewMeeting", "Local review meetings", CASE),
    Place("cases.MeetingGuest", "People at local review meetings", MEETING),
    Place("cases.Merge", "Merged records", ("kept",)),
    Place("cases.NationalReturn", "National returns", CASE),
    Place("cases.Transfer", "Transfers to other panels", ("case", "notification")),
    Place("cases.LegalHold", "Why a case must not be erased", CASE),
    Place("cases.Disposal", "Why a case is kept for longer or is to be erased", CASE),
    Place("cases.Recommendation", "Recommendations and their owners", panel="panel"),
    Place("cases.RecommendationProgress", "How recommendations went on", panel="recommendation__panel"),
    Place("cases.OwnerLink", "Links sent to owners of recommendations", panel="recommendation__panel"),
    Place("cases.OwnerPause", "Reminders to owners paused", panel="recommendation__panel"),
    Place("cases.Letter", "Wording of emails to agencies", panel="panel"),
    Place("cases.FactorCode", "The panel’s own factors", panel="panel"),
)
