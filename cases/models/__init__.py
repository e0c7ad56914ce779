"""The case and what hangs on it. Identity models are imported to register them, and re-exported nowhere."""

import cases.identity.models  # noqa: F401
from cases.models.access import CaseGrant, CaseGroupGrant, Exclusion
from cases.models.analysis import Analysis, AnalysisCategory, Factor, FactorCode, LearningPoint
from cases.models.around import CaseNote, DelayReason, KeyWorker
from cases.models.attachment import Attachment
from cases.models.case import Case, StatusChange
from cases.models.family import FamilyContact, FamilyQuestion
from cases.models.form_response import ColumnDifference, FormDecision, FormResponse, ResponseChange
from cases.models.gathering import AccessCode, Handover, Letter, Pause, Reminder, RequestLink
from cases.models.mark import CaseMark
from cases.models.merge import Merge
from cases.models.national import NationalReturn
from cases.models.notification import Notification, TriageDecision
from cases.models.owner_chasing import OwnerPause, OwnerReminder
from cases.models.place import Deprivation, PlaceFile, Postcode
from cases.models.process import ParallelProcess, ProcessDate
from cases.models.recommendation import OwnerLink, Recommendation, RecommendationProgress
from cases.models.request import InformationRequest
from cases.models.retention import Disposal, LegalHold
from cases.models.review_meeting import MeetingGuest, ReviewMeeting
from cases.models.transfer import Transfer
from cases.models.urgent import UrgentAccess

__all__ = [
    "AccessCode", "Analysis", "AnalysisCategory", "Attachment", "Case", "CaseGrant", "CaseGroupGrant", "CaseMark",
    "CaseNote", "ColumnDifference", "DelayReason", "Deprivation", "Exclusion", "Factor", "FactorCode",
    "FamilyContact", "FamilyQuestion", "FormDecision", "FormResponse", "Handover", "InformationRequest", "KeyWorker",
    "LearningPoint", "Letter", "MeetingGuest", "Merge", "NationalReturn", "Notification", "OwnerLink", "OwnerPause",
    "OwnerReminder",
    "ParallelProcess", "Pause", "PlaceFile", "Postcode", "ProcessDate", "Recommendation", "RecommendationProgress",
    "Reminder", "RequestLink", "ResponseChange", "ReviewMeeting", "StatusChange", "TriageDecision",
    "Deprivation", "PlaceFile", "Postcode",
    "Disposal", "LegalHold", "Merge", "NationalReturn", "Transfer", "UrgentAccess",
]  # fmt: skip
