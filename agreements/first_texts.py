"""Texts that an institution begins with, in our own words; administration publishes its own over them."""

from pathlib import Path

from agreements.models import Document

_FOLDER = Path(__file__).parent / "texts"

TITLES = {  # kind → title, in Latvian as the texts are: they are the institution's, not the portal's
    Document.Kind.TERMS: "E-žurnāla lietošanas noteikumi",
    Document.Kind.CONFIDENTIALITY: "Apņemšanās neizpaust personas datus",
}


def text_of(kind: str) -> str:
    return (_FOLDER / f"{kind}.txt").read_text(encoding="utf-8").strip()
