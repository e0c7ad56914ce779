"""The child process: ``python -m common.files.child KIND`` reads a file from standard input and says what it found.

One line of JSON (``refused``, ``pages``, ``replaced``), then the bytes to keep where they are not those that came.
"""

import json
import resource
import sys

MEMORY, CPU_SECONDS = 1024 * 1024 * 1024, 8
"""Address space, of which the libraries themselves take some 200 MB, and seconds of work."""


def main() -> int:
    """Limits first, then the libraries, then the file."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    kind, content = sys.argv[1], sys.stdin.buffer.read()
    refused, pages, kept = _looked(kind, content)
    line = {"refused": refused, "pages": pages, "replaced": kept is not None}
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + (kept or b""))
    return 0


def _looked(kind: str, content: bytes) -> tuple[str, int | None, bytes | None]:
    from common.files.kinds import JPEG, PDF, PNG, BadFile

    try:
        if kind == PDF:
            from common.files import pdf

            return "", pdf.look(content), None
        if kind in (PNG, JPEG):
            from common.files import pictures

            return "", None, pictures.cleaned(content, kind)
        from common.files import office

        office.look(content, kind)
    except BadFile as error:
        return str(error), None, None
    return "", None, None


if __name__ == "__main__":
    sys.exit(main())
