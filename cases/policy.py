"""Who may do what with a case. Each rule raises ``Refused`` with a reason, or says nothing.

Rules look at roles and exclusions, never at statuses: whether the moment is right is ``workflow``'s question.
"""

from accounts.roles import DECIDES_RETENTION, OPENS_URGENTLY, OVERSEES_URGENT, Role
from audit.recording import SYSTEM
from common.dates import today
from common.errors import Refused
from common.policy import allowed


def _role(panel_id, by, *roles: str, sentence: str) -> None:
    if by is not SYSTEM and not by.has_role(panel_id, *roles):
        raise Refused("role", sentence)


def _covers(case, by) -> bool:
    """Whether ``by`` is the designated doctor for the case's area of residence."""
    return any(
        m.role == Role.DOCTOR
        and m.panel_id == case.panel_id
        and case.local_authority_id in {area.pk for area in m.areas.all()}
        for m in by.current_memberships
    )


def not_excluded(case, by) -> None:
    """A conflict of interest closes the case to a person, whatever the role.

    A page asks this many times about one case. The row itself says so where it was found in this person's scope, which
    leaves out what is closed to them; an action locks and reads the row anew, and so asks the database.
    """
    if by is SYSTEM or by.pk is not None and case.found_open_to == by.pk:
        return
    if case.exclusions.filter(user_id=by.pk).exists():
        raise Refused("excluded", "This case is closed to you because of a conflict of interest.")


def see_identity(case, by) -> None:
    """The CDR manager of the panel, or the designated doctor for the area."""
    if by is SYSTEM:
        return
    if by.pk is None:
        raise Refused("identity", "Only the CDR manager and the designated doctor may see who the child is.")
    if not by.has_role(case.panel_id, Role.MANAGER) and not _covers(case, by):
        raise Refused("identity", "Only the CDR manager and the designated doctor may see who the child is.")
    not_excluded(case, by)


def may_open_urgently(panel, by) -> None:
    """Opening cases of this panel in an emergency at all: the chair and the designated doctors."""
    sentence = "Only the chair and the designated doctors open a case in an emergency."
    _role(panel.pk, by, *OPENS_URGENTLY, sentence=sentence)


def open_urgently(case, by) -> None:
    """This case: never one that is closed to the person, and not one that is open to them anyway."""
    may_open_urgently(case.panel, by)
    not_excluded(case, by)
    if allowed(see_identity, case, by):
        raise Refused("needless", "This case is open to you already.")


def use_urgent_access(access, by) -> None:
    """Looking: the person it was opened to, while it holds, while they have the role and no conflict of interest."""
    if access.user_id != by.pk or not access.holds:
        raise Refused("urgent", "This urgent access is not yours, or is over.")
    may_open_urgently(access.case.panel, by)
    not_excluded(access.case, by)


def know_of_urgent_access(panel, by) -> None:
    """The list of what was opened: who may open, and who oversees it."""
    sentence = "Only the chair, the CDR manager, the designated doctors and the auditors see this."
    _role(panel.pk, by, *OPENS_URGENTLY, *OVERSEES_URGENT, sentence=sentence)


def end_urgent_access(access, by) -> None:
    """The person themselves, the chair and the CDR manager."""
    if access.user_id == by.pk:
        return
    sentence = "Only the chair, the CDR manager and the person themselves end an urgent access."
    _role(access.case.panel_id, by, Role.MANAGER, Role.CHAIR, sentence=sentence)


def triage(panel_id, by) -> None:
    """Deciding what becomes of a notification."""
    _role(panel_id, by, Role.MANAGER, sentence="Only the CDR manager decides about notifications.")


def work_list(panel, by) -> None:
    """The list of cases: CDR managers and designated doctors, each within their own scope."""
    sentence = "Only the CDR manager and the designated doctors have a work list."
    _role(panel and panel.pk, by, Role.MANAGER, Role.DOCTOR, sentence=sentence)


def export_cases(panel, by) -> None:
    """Taking the case-level table of a panel out of the service: the CDR manager, who answers for it."""
    _role(panel and panel.pk, by, Role.MANAGER, sentence="Only the CDR manager takes the cases of a panel out.")


def own_requests(panel, by) -> None:
    """The list of requests addressed to somebody."""
    _role(panel and panel.pk, by, Role.RESPONDENT, sentence="Only agency respondents are asked for information.")


def letters(panel, by) -> None:
    """The wording of the emails to agencies."""
    _role(panel and panel.pk, by, Role.MANAGER, sentence="Only the CDR manager words the emails to agencies.")


def own_families(panel, by) -> None:
    """The list of families somebody supports."""
    _role(panel and panel.pk, by, Role.KEY_WORKER, sentence="Only key workers have a list of families.")


def manage(case, by) -> None:
    """Working on a case: requests, processes, delays, key worker, documents, steps."""
    _role(case.panel_id, by, Role.MANAGER, sentence="Only the CDR manager may change this case.")
    not_excluded(case, by)


def draft_analysis(case, by) -> None:
    """Writing the analysis form before the panel: the designated doctor of the area, or the CDR manager."""
    if by is not SYSTEM and not _covers(case, by):
        sentence = "Only the designated doctor for the area or the CDR manager may write the analysis."
        _role(case.panel_id, by, Role.MANAGER, sentence=sentence)
    not_excluded(case, by)


def write_recommendations(panel, by) -> None:
    """Being told how a recommendation could be worded better: whoever writes one somewhere."""
    roles = (Role.MANAGER, Role.DOCTOR, Role.CHAIR)
    sentence = "Only the CDR manager, the designated doctors and the chair write recommendations."
    _role(panel and panel.pk, by, *roles, sentence=sentence)


def follow_up(panel_id, by) -> None:
    """What becomes of the panel's recommendations: the chair and the CDR manager."""
    _role(panel_id, by, Role.MANAGER, Role.CHAIR, sentence="Only the chair and the CDR manager follow this up.")


def check_owner_words(recommendation, by) -> None:
    """Deciding that what an owner wrote can be read by others: the CDR manager."""
    _office_of(recommendation, by, "Only the CDR manager checks what owners wrote.")


def pause_owner(recommendation, by) -> None:
    """Deciding that an owner is not reminded for a time: the CDR manager."""
    _office_of(recommendation, by, "Only the CDR manager pauses the reminders.")


def _office_of(recommendation, by, sentence: str) -> None:
    _role(recommendation.panel_id, by, Role.MANAGER, sentence=sentence)
    if recommendation.case is not None:
        not_excluded(recommendation.case, by)


def follow_up_case(case, by) -> None:
    """The same for a recommendation of one case: the doctor of the area too, nobody the case is closed to."""
    if by is not SYSTEM and not _covers(case, by):
        follow_up(case.panel_id, by)
    not_excluded(case, by)


def decide(case, by) -> None:
    """Recording what the panel decided: the CDR manager or the chair, at a meeting."""
    sentence = "Only the chair and the CDR manager record what the panel decides."
    _role(case.panel_id, by, Role.MANAGER, Role.CHAIR, sentence=sentence)
    not_excluded(case, by)


def grant(case, by) -> None:
    """Opening an anonymised case to a member, or closing it."""
    _role(case.panel_id, by, Role.MANAGER, Role.CHAIR, sentence="Only the CDR manager invites people to a case.")


def contribute(case, by) -> None:
    """Adding a note or a document: the CDR manager, or the designated doctor of the area."""
    if by is not SYSTEM and not _covers(case, by):
        sentence = "Only the CDR manager and the designated doctor for the area may add to this case."
        _role(case.panel_id, by, Role.MANAGER, sentence=sentence)
    not_excluded(case, by)


def answer_request(request, by) -> None:
    """Answering a request: the agency respondent it is addressed to, signed in or by the link to this request."""
    if getattr(by, "link_id", None):
        if by.request_id != request.pk:
            raise Refused("addressee", "This link is for another request.")
        return
    _role(request.case.panel_id, by, Role.RESPONDENT, sentence="Only an agency respondent answers requests.")
    if by is not SYSTEM and request.respondent_email.lower() != by.email.lower():
        raise Refused("addressee", "This request is addressed to somebody else.")


def with_family(case, by) -> None:
    """Reading and writing in the thread with a family: the office, or whoever is its key worker today."""
    if by is not SYSTEM and case.key_workers.held_by(by).exists():
        return
    contribute(case, by)


def support_family(key_worker, by) -> None:
    """Seeing a family as its key worker: only while the role and the task are held."""
    _role(key_worker.case.panel_id, by, Role.KEY_WORKER, sentence="Only the family's key worker sees this.")
    ended = key_worker.ends_on is not None and key_worker.ends_on < today()
    if by is not SYSTEM and (key_worker.user_id != by.pk or ended):
        raise Refused("key_worker", "You are not this family's key worker.")


def write_response(response, by) -> None:
    """Filling in a form: whoever its request is addressed to, or the panel's office where there is no request."""
    if response.request is not None:
        answer_request(response.request, by)
    else:
        contribute(response.case, by)


def read_response(response, by) -> None:
    """Reading a form: its writer; and the office, but an answer to a request only once it is sent."""
    if response.request is not None and allowed(answer_request, response.request, by):
        return
    see_identity(response.case, by)
    if response.request is not None and response.is_draft:
        raise Refused("not_sent", "This form is not sent yet. Until then only the person who was asked can read it.")


def form_catalogue(panel, by) -> None:
    """Reading what the forms ask: everybody who works with cases."""
    sentence = "Only people who work with cases read what the forms ask."
    _role(panel and panel.pk, by, Role.MANAGER, Role.DOCTOR, Role.CHAIR, sentence=sentence)


def decide_retention(panel, by) -> None:
    """What becomes of cases whose time is over: CDR managers and auditors (the information governance lead is one)."""
    sentence = "Only the CDR manager and the auditors decide what becomes of a case whose time is over."
    _role(panel and panel.pk, by, *DECIDES_RETENTION, sentence=sentence)


def approve_erasure(disposal, by) -> None:
    """The second of two people."""
    decide_retention(disposal.case.panel, by)
    if disposal.proposed_by_id == by.pk:
        raise Refused("own_proposal", "You proposed this erasure. Somebody else has to approve it.")
