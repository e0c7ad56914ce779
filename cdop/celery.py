"""The Celery application. Tasks carry ids only; rows in the database say what is due."""

from celery import Celery, Task

from cdop.schedule import BEAT_SCHEDULE


class RecordedTask(Task):
    """Leaves an entry in the trail when work breaks off with an error: one an hour for each kind of work."""

    def on_failure(self, exc, task_id, args, kwargs, einfo):
        """Keeps the kind of work and of error; never what it worked on, which an error's text may quote."""
        from cdop.running import failures  # the models are not there yet when this module is read

        failures.note(task=self.name, error=type(exc).__name__)


app = Celery("cdop", task_cls=RecordedTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = BEAT_SCHEDULE
app.autodiscover_tasks()
