"""Matrix: the board of days is administration's, of the house one acts in, whatever the address."""

from datetime import date
from typing import Any

from tests.matrix.actors import SIGNED_IN
from tests.matrix.table import HEADS, Row
from tests.world import MONDAY

BOARD, NOW = "activities:board", "activities:days"
MONTHS = {"now": MONDAY.replace(day=1), "before": date(2026, 8, 1), "nothing": date(1999, 1, 1)}

ROWS = (
    Row(NOW, "GET HEAD", "", {200: HEADS}),
    Row(NOW, "POST PUT PATCH DELETE OPTIONS", "", {405: SIGNED_IN}),
    Row(BOARD, "GET HEAD", "now before", {200: HEADS}),
    Row(BOARD, "GET HEAD", "nothing", {}),
    Row(BOARD, "POST PUT PATCH DELETE OPTIONS", "now nothing", {405: SIGNED_IN}),
)


def arguments(stage: Any, route: str, objects: str, actor: str) -> dict[str, Any] | None:
    return {"month": MONTHS[objects]} if route == BOARD else None
