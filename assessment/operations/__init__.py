"""Every write of assessment, one verb each; told ``by`` whom and when."""

from .cells import explain, take_away
from .painting import Known, Painted, paint
from .publishing import publish, save_idea, take_away_idea, take_back
from .words import save_observation, take_away_observation

__all__ = [
    "Known", "Painted", "explain", "paint", "publish", "save_idea", "save_observation", "take_away",
    "take_away_idea", "take_away_observation", "take_back",
]  # fmt: skip
