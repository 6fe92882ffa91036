"""What administration says of a word (R18): it is added, changed, put out of use and in use again."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from manners.models import Stem
from manners.models.stem import FOLDED, WORDS
from manners.speech.signs import stem_of
from manners.wordlist.in_use import forget
from people.access import Access, Action
from people.models import Institution

FEWEST = 3  # letters of what stands for many words


@transaction.atomic
def say(*, institution: Institution, stem: str, by: Access, **said: Any) -> Stem:
    """Of a word that the house had said nothing of. What is said of one of the common list goes before it.

    :raises PermissionDenied: not administration of the house
    :raises ValidationError: no word, it is there already, or too short to stand for others
    """
    by.require(Action.JUDGE_REPORTS, institution)
    return _saved(Stem(institution=institution, stem=_read(stem), **_folded(said)))


@transaction.atomic
def change(*, word: Stem, by: Access, **said: Any) -> Stem:
    """What the house says of it; ``is_in_use`` among it. Said again it changes nothing.

    :raises PermissionDenied: not administration of its house
    :raises ValidationError: too short to stand for others, or an exception that is no word
    """
    by.require(Action.JUDGE_REPORTS, word)
    held = Stem.objects.select_for_update(no_key=True).get(pk=word.pk)
    for name, value in _folded(said).items():
        setattr(held, name, value)
    return _saved(held)


def _folded(said: dict[str, Any]) -> dict[str, Any]:
    exceptions = " ".join(map(_read, said.get("exceptions", "").split()))
    return said | {"exceptions": exceptions}


def _read(word: str) -> str:
    return " ".join(map(stem_of, word.split()))


def _saved(word: Stem) -> Stem:
    for field, written in (("stem", word.stem), ("exceptions", word.exceptions)):
        if not re.fullmatch(FOLDED if field == "stem" else WORDS, written):
            raise ValidationError({field: _("Write words of letters or digits.")})
    if word.match in (Stem.Match.PREFIX, Stem.Match.STEM) and len(word.stem) < FEWEST:
        raise ValidationError({"stem": _("So few letters stand for too many words.")})
    word.full_clean()
    word.save()
    forget(word.institution_id)
    return word
