"""Who may do what with the annual report. Raises; a page asks by ``common.policy``."""

from accounts.roles import Role
from common.errors import Refused

READERS = (Role.MANAGER, Role.CHAIR, Role.ANALYST)
WRITERS = (Role.MANAGER, Role.CHAIR, Role.ANALYST)
MAKERS = (Role.MANAGER, Role.CHAIR)


def open_report(user, panel) -> None:
    """Begin the report of a year: whoever writes it."""
    _needs(
        user, panel, WRITERS, "report_not_yours", "Only the CDR manager, the chair and the analyst write the report."
    )


def write(user, report) -> None:
    """Change the text of a section."""
    _needs(user, report.panel, WRITERS, "report_not_yours", "Only the CDR manager, the chair and the analyst write it.")


def step(user, section, name: str) -> None:
    """Writers say that a section is ready; the chair and the CDR manager sign it off, and take that back."""
    if name == "sign_off" or section.state == "signed_off":
        sentence = "Only the chair and the CDR manager sign sections off."
        _needs(user, section.report.panel, MAKERS, "sign_off_not_yours", sentence)
    write(user, section.report)


def keep_template(user, panel) -> None:
    """Choose what the panel's Word files look like: whoever answers for the files."""
    _needs(user, panel, MAKERS, "template_not_yours", "Only the chair and the CDR manager choose the Word template.")


def make_files(user, report) -> None:
    """Ask for files: it is the panel's word to the outside, so the chair or the manager answers for it."""
    sentence = "Only the chair and the CDR manager can make files of the report."
    _needs(user, report.panel, MAKERS, "files_not_yours", sentence)


def go_on(export) -> None:
    """The worker makes a file with the rights that whoever asked has now: none after the role or the account ended."""
    asked_by = export.asked_by
    if asked_by is None or not asked_by.is_active:
        raise Refused("files_not_yours", "The account of the person who asked for this file is switched off.")
    make_files(asked_by, export.report)


def download(user, export) -> None:
    """Take a file out of the service."""
    sentence = "Your role on this panel does not include the annual report's files."
    _needs(user, export.report.panel, READERS, "download_not_yours", sentence)


def _needs(user, panel, roles: tuple, code: str, sentence: str) -> None:
    if not user.has_role(panel.pk, *roles):
        raise Refused(code, sentence)
