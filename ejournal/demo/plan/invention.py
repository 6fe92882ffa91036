"""Inventing people: pure, and the same for the same seed. Nobody here exists."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from ejournal.demo.plan import names
from people.models import Sex
from people.rules.names import search_key
from people.rules.personal_code import check_digit

Surname = tuple[str, str]  # a man's and a woman's form

_WORDS = ("rasa", "saule", "migla", "sniegs", "varaviksne", "vilnis", "zvaigzne", "lietus", "sala")


@dataclass(frozen=True)
class Adult:
    first_name: str
    last_name: str
    username: str
    email: str | None = None
    phone: str = ""


@dataclass(frozen=True)
class Card:
    """A child of one group (``house`` and the number of the group in it)."""

    house: str
    group: int
    first_name: str
    last_name: str
    birth_date: date
    sex: str
    personal_code: str | None = None
    warning: str = ""
    diet_code: str = ""


@dataclass
class Invention:
    """A source of people who do not repeat."""

    rng: random.Random
    codes: set[str] = field(default_factory=set)
    usernames: set[str] = field(default_factory=set)
    full_names: set[str] = field(default_factory=set)
    adults: int = 0

    def surname(self) -> Surname:
        """Mostly a plain one, sometimes two joined by a hyphen."""
        man, woman = self.rng.choice(names.SURNAMES)
        if self.rng.random() > 0.06:
            return man, woman
        other_man, other_woman = self.rng.choice(names.SURNAMES)
        same = other_man == man
        return (man, woman) if same else (f"{man}-{other_man}", f"{woman}-{other_woman}")

    @staticmethod
    def forms_of(last_name: str) -> Surname:
        """A man's and a woman's form of a surname of ours, each part of a hyphenated one."""
        forms = {form: pair for pair in names.SURNAMES for form in pair}
        parts = [forms[part] for part in last_name.split("-")]
        return "-".join(man for man, _ in parts), "-".join(woman for _, woman in parts)

    def card(self, house: str, group: int, birth_date: date, family: Surname) -> Card:
        sex = self.rng.choice(Sex.values)
        first = self._first_name(names.GIRLS if sex == Sex.GIRL else names.BOYS, family)
        return Card(
            house, group, first, family[sex == Sex.GIRL], birth_date, sex,
            personal_code=self.personal_code() if self.rng.random() < 0.7 else None,
        )  # fmt: skip

    def birth_date(self, since: date, until: date) -> date:
        return since + timedelta(days=self.rng.randrange((until - since).days + 1))

    def woman(self, family: Surname, username: str = "") -> Adult:
        """Some keep a name of their own: a family is not found by its surname."""
        own = self.surname() if not username and self.rng.random() < 0.12 else family
        return self.adult(self.rng.choice(names.WOMEN), own[1], username)

    def man(self, family: Surname, username: str = "") -> Adult:
        return self.adult(self.rng.choice(names.MEN), family[0], username)

    def adult(self, first_name: str, last_name: str, username: str = "") -> Adult:
        self.adults += 1
        plain = search_key(first_name, last_name).replace(" ", ".")
        reachable = bool(username) or self.rng.random() < 0.7
        return Adult(
            first_name, last_name, username or self._username(),
            email=f"{plain}.{self.adults}@pasts.example" if reachable else None,
            phone=f"+3712000{self.adults:04d}",
        )  # fmt: skip

    def personal_code(self) -> str:
        """Of the kind given since 2017: it tells no birth date, its last digit is a check."""
        while True:
            body = "3" + str(self.rng.randrange(2, 10)) + f"{self.rng.randrange(10**8):08d}"
            check = check_digit(body)
            if check < 10 and body not in self.codes:
                self.codes.add(body)
                return f"{body}{check}"

    def _first_name(self, among: tuple[str, ...], family: Surname) -> str:
        while True:
            first = self.rng.choice(among)
            if (full := f"{first} {family[0]}") not in self.full_names:
                self.full_names.add(full)
                return first

    def _username(self) -> str:
        while True:
            name = f"{self.rng.choice(_WORDS)}{self.rng.randrange(1000, 10000)}"
            if name not in self.usernames:
                self.usernames.add(name)
                return name
