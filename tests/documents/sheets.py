"""Documents that no app has: what is asked of the page itself."""

from pathlib import Path
from typing import Any

from documents.pdf import Sheet
from tests.world import at

BLANK, GREEDY, SEVERAL = (
    Path(__file__).with_name(f"{name}.typ") for name in ("blank", "greedy", "several")
)
HEADING = ["Jancis", "reģ. nr. 40000000001 · Parka iela 7, Rīga", "+371 67 000 111"]


def a_sheet(body: dict[str, Any], **facts) -> Sheet:
    more = {"aside": "Bitītes", "made_by": "Dace Rozīte"} | facts
    return Sheet(HEADING, "Apmeklējuma tabele", at(9, 5), "Europe/Riga", body, **more)
