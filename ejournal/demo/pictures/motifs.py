"""What the demonstration's photos show, each told in the words that stand with it; by learning area."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from curriculum.lists import Area
from ejournal.demo.pictures import drawings
from ejournal.demo.pictures.canvas import Colour, Table
from ejournal.demo.pictures.drawings import BROWN, GREEN, OAK, PINE


@dataclass(frozen=True)
class Motif:
    """``covered``: what its author would cover by finger, in ten-thousandths of the sides."""

    name: str
    area: Area
    alt: str
    draw: Callable[[Table], None]
    table: Colour = OAK
    covered: tuple[int, int, int, int] | None = None
    is_upright: bool = False  # the phone was held so

    @property
    def seed(self) -> str:
        return f"motif {self.name}"


MOTIFS = (
    Motif("letters", Area.LANGUAGE, "Atvērta grāmata un krāsainas burtu kartītes", drawings.letters, PINE),
    Motif("cups", Area.SOCIAL, "Apaļš galds no augšas: astoņas krūzes un augļu bļoda", drawings.cups),
    Motif("house", Area.CULTURE, "Zīmējums: māja ar sarkanu jumtu, saule un puķes", drawings.house,
          (160, 134, 150), covered=(1250, 1000, 3150, 1950)),
    Motif("drums", Area.CULTURE, "Trīs bungas un divas vālītes uz koka grīdas", drawings.drums),
    Motif("ornament", Area.CULTURE, "Astoņstaru zvaigzne no sarkaniem papīra kvadrātiem",
          drawings.ornament, (120, 106, 124)),
    Motif("leaves", Area.NATURE, "Lapu aplis ar kastani vidū", drawings.leaves, BROWN),
    Motif("sprouts", Area.NATURE, "Astoņi podiņi ar zaļiem dīgstiem", drawings.sprouts, PINE,
          is_upright=True),
    Motif("rows", Area.MATHEMATICS, "Kastaņi un zīles, saskaitīti četrās rindās", drawings.rows),
    Motif("glasses", Area.MATHEMATICS, "Sešas glāzes ar krāsainu ūdeni, katrā citāds līmenis",
          drawings.glasses, (150, 168, 176)),
    Motif("bridge", Area.TECHNOLOGY, "Kluču tilts pār auduma upi, uz tilta mašīna", drawings.bridge, PINE),
    Motif("stones", Area.NATURE, "Akmeņu spirāle smiltīs", drawings.stones),
    Motif("balls", Area.HEALTH, "Apļi un bumbas zālē", drawings.balls, GREEN, is_upright=True),
)  # fmt: skip


def of_area(area: str, turn: int) -> Motif:
    """One of the area; beside the areas any."""
    fitting = [one for one in MOTIFS if one.area == area] or list(MOTIFS)
    return fitting[turn % len(fitting)]
