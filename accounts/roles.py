"""The roles of a panel and what each one is for. See ``docs/permissions.md``, which is generated from here."""

from django.db import models


class Role(models.TextChoices):
    """Held through a membership of a panel; domain sheet, section on roles."""

    MANAGER = "manager", "CDR manager"
    DOCTOR = "doctor", "Designated doctor"
    CHAIR = "chair", "Chair"
    MEMBER = "member", "Panel member"
    RESPONDENT = "respondent", "Agency respondent"
    KEY_WORKER = "key_worker", "Key worker"
    ANALYST = "analyst", "Public health analyst"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


PURPOSES = {
    Role.MANAGER: "Runs the review: notifications, cases, requests, meetings. Sees identity, own panel only.",
    Role.DOCTOR: "Designated doctor for child deaths: sees identifiable cases of the named areas, drafts the analysis.",
    Role.CHAIR: "Leads the panel: reads anonymised cases at meetings, signs the annual report.",
    Role.MEMBER: "Reads the anonymised cases of meetings he or she is invited to.",
    Role.RESPONDENT: "Answers requests for information addressed to him or her; sees nothing else.",
    Role.KEY_WORKER: "Supports a bereaved family: sees and adds what it was told and asked, own families only.",
    Role.ANALYST: "Reads statistics and drafts the report; no case content.",
    Role.AUDITOR: "Reads the audit trail and finds in which records a living person is named; no case content.",
    Role.ADMINISTRATOR: "Manages people, organisations and settings; no case content.",
}

IDENTIFIABLE = (Role.MANAGER, Role.DOCTOR)
"""Roles that may see who the child is; a doctor only in the named areas."""

OPENS_URGENTLY = (Role.CHAIR, Role.DOCTOR)
"""May open one case for three hours in an emergency; for a doctor, one of an area that is not theirs."""

OVERSEES_URGENT = (Role.MANAGER, Role.CHAIR, Role.AUDITOR)
"""See who opened what that way, and why."""

TOLD_OF_URGENT = (Role.CHAIR, Role.AUDITOR)
"""Are written to when it happens."""

SEEKS_PEOPLE = (Role.AUDITOR, Role.MANAGER)
"""May find in which records a living person is named, who asked what is kept about them."""

DECIDES_RETENTION = (Role.MANAGER, Role.AUDITOR)
"""Decide what becomes of cases whose time is over: nobody alone. The auditor is shown references only."""

LOOKS_AFTER_PEOPLE = (Role.ADMINISTRATOR, Role.MANAGER)
"""Roles that see the people of their panel."""

MANAGER_MAY_GIVE = (Role.MEMBER, Role.RESPONDENT, Role.KEY_WORKER)
"""What a CDR manager may give; every other role is an administrator's to give."""

SEATED = (Role.CHAIR, Role.MEMBER, Role.DOCTOR)
"""Roles that sit on the panel and can be invited to meetings."""
