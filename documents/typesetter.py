"""Sets one document and ends: the process in which typst runs (started by ``documents.pdf``).

Reads a job (JSON) from stdin and writes the PDF to stdout. It runs isolated, so that whatever a
document eats dies with it, and what sets it has neither the portal's settings nor its keys.
"""

import json
import resource
import sys

import typst

REFUSED = 3  # typst has found a fault; it is told on stderr


def main() -> int:
    job = json.load(sys.stdin.buffer)
    _limit(job["megabytes"], job["seconds"])
    try:
        sys.stdout.buffer.write(_set(job))
    except typst.TypstError as error:
        sys.stderr.write(error.diagnostic or error.message)
        return REFUSED
    return 0


def _limit(megabytes: int, seconds: int) -> None:
    """Also when whoever waits for it is gone; and no memory with names in it is kept on a disk."""
    size = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _set(job: dict) -> bytes:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[job["fonts"]]
    )
    compiler = typst.Compiler(
        job["template"], root=job["root"], font_paths=fonts, sys_inputs={"data": job["data"]}
    )
    # for archives and for ears: fonts within it, tags, a title, a language
    compiled = compiler.compile(
        format="pdf", pdf_standards=["a-2a", "ua-1"], timestamp=job["made_at"]
    )
    assert isinstance(compiled, bytes)
    return compiled


if __name__ == "__main__":
    sys.exit(main())
