"""The timetable of the scheduler. Each entry is a sweep: it takes what a lost nudge has left behind."""

from celery.schedules import crontab

BEAT_SCHEDULE = {
    "beat": {"task": "cdop.beat", "schedule": 60.0},
    "anchor-audit": {"task": "audit.anchor", "schedule": 600.0},
    "send-due-messages": {"task": "accounts.send_due_messages", "schedule": 60.0},
    "run-due-exports": {"task": "reporting.run_due_exports", "schedule": 60.0},
    "prepare-due-publications": {"task": "reporting.prepare_due_publications", "schedule": 60.0},
    "scan-waiting-documents": {"task": "cases.scan_waiting", "schedule": 60.0},
    "remind-of-meetings": {"task": "panels.remind", "schedule": 3600.0},
    "end-holds": {"task": "panels.end_holds", "schedule": 3600.0},
    "remind-agencies": {"task": "cases.remind", "schedule": crontab(minute=10, hour="8-17", day_of_week="mon-fri")},
    "remind-owners": {
        "task": "cases.remind_owners",
        "schedule": crontab(minute=40, hour="8-17", day_of_week="mon-fri"),
    },
    "find-due-for-erasure": {"task": "cases.find_due_for_erasure", "schedule": crontab(minute=20, hour=2)},
    "erase-approved": {"task": "cdop.erase_approved", "schedule": crontab(minute=40, hour=2)},
    "delete-stray-files": {"task": "cdop.delete_stray_files", "schedule": crontab(minute=50, hour=3)},
    "forget-ended-sessions": {"task": "accounts.forget_ended_sessions", "schedule": 3600.0},
    "purge-drafts": {"task": "cases.purge_drafts", "schedule": 3600.0},
}
