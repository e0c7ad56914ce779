"""Entries about the annual report."""

from audit.verbs.group import Group

GROUPS = {
    "report": Group(
        "The annual report",
        {
            "report_edited": "edited the annual report",
            "report_register_changed": "changed the sources or abbreviations of the annual report",
            "report_template_added": "chose a Word template for the annual report",
            "report_template_removed": "removed the Word template of the annual report",
            "report_remark_accepted": "let a remark on the annual report's text stand",
            "report_commented": "commented on a section of the annual report",
            "report_export_asked": "asked for the annual report as a file",
            "report_exported": "made the annual report as a file",
            "report_export_failed": "could not make the annual report as a file",
            "report_export_stopped": "stopped the making of a file of the annual report",
        },
    ),
    "editions": Group(
        "Editions of the annual report",
        {
            "publication_prepared": "began an edition of the annual report",
            "publication_drafted": "froze the figures and made the files of an edition of the annual report",
            "publication_refused": "refused an edition of the annual report",
            "publication_overridden": "asked to publish an edition in spite of a refusal",
            "publication_failed": "could not prepare an edition of the annual report",
            "publication_restarted": "started the preparation of an edition of the annual report again",
            "publication_sent_for_review": "sent an edition of the annual report for review",
            "publication_approved": "approved an edition of the annual report",
            "publication_sent_back": "sent an edition of the annual report back",
            "publication_withdrawn": "withdrew an edition of the annual report",
            "publication_published": "published an edition of the annual report",
            "publication_checked": "checked an edition of the annual report",
        },
    ),
}
