"""Texts that an institution begins with, in our own words; administration publishes its own over them.

They promise what the portal does and nothing else; of laws they name the Regulation alone, the rest in
general, for the institution's data protection officer to fill in. Who has them already keeps the version
that was accepted: a change of these files is offered to administration, never published by itself.
"""

from pathlib import Path

from agreements.models import Document

_FOLDER = Path(__file__).parent / "texts"

TITLES = {  # kind → title, in Latvian as the texts are: they are the institution's, not the portal's
    Document.Kind.TERMS: "E-žurnāla lietošanas noteikumi",
    Document.Kind.CONFIDENTIALITY: "Apņemšanās ievērot konfidencialitāti",
}


def text_of(kind: str) -> str:
    return (_FOLDER / f"{kind}.txt").read_text(encoding="utf-8").strip()
