"""The child process that reads a Word template: ``python -m common.documents.fit GIVEN MADE TOLD``.

It writes the template as it is to be kept, and the names of the styles that it added.
"""

import json
import resource
import sys
from pathlib import Path

from common.documents.checks import DocumentError
from common.documents.render import CANNOT, limit

MEMORY, CPU_SECONDS = 1024 * 1024 * 1024, 20


def main(given: str, made: str, told: str) -> int:
    """Limits first, then the library, then the file."""
    limit(CPU_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    from common.documents.word import fitting

    try:
        fitted = fitting.fit(Path(given).read_bytes())
    except DocumentError as fault:
        sys.stderr.write(f"{fault}\n")
        return CANNOT
    Path(made).write_bytes(fitted.content)
    Path(told).write_text(json.dumps(fitted.filled))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
