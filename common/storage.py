"""Where documents and files lie: a name stands for a whole file, on the disk, or for nothing."""

import os
from pathlib import Path

from django.core.files.storage import FileSystemStorage


class WholeFiles(FileSystemStorage):
    """Writes beside the name and takes the name at the end, so that a full disk or a kill leaves no half of a file."""

    def _save(self, name, content):
        part = f"{name}.part"
        try:
            super()._save(part, content)
            self._settle(self.path(part), self.path(name))
        except OSError:
            self.delete(part)
            raise
        return name

    @staticmethod
    def _settle(part: str, whole: str) -> None:
        """The row of a file is kept only after the file is on the disk, as the row will be."""
        _flush(part)
        os.rename(part, whole)
        _flush(str(Path(whole).parent))


def _flush(path: str) -> None:
    there = os.open(path, os.O_RDONLY)
    try:
        os.fsync(there)
    finally:
        os.close(there)
