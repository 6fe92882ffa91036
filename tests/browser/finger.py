"""One finger on a phone. Everything it does to a page is counted, as a person would have to do it."""

from datetime import date
from time import perf_counter

from playwright.sync_api import Locator

SELECT_ALL = 2  # taps: a long press, and «select all» of the menu above it
OF_A_DAY = 3  # the field, the day on the phone's own calendar, «OK»


class Finger:
    """Counts what the budget of taps counts (design.md, section 4)."""

    def __init__(self) -> None:
        self.taps = self.signs = 0

    def taps_on(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def types(self, field: Locator, text: str) -> None:
        """In the place of what stands there."""
        self.taps_on(field)
        if field.input_value():
            field.press("Control+A")
            self.taps += SELECT_ALL
        field.page.keyboard.insert_text(text)  # where the finger has put the cursor
        self.signs += len(text)

    def picks(self, field: Locator, day: date) -> None:
        field.fill(day.isoformat())
        self.taps += OF_A_DAY


class Person(Finger):
    """A finger at somebody's pace, whose time is counted and not waited for: what each act takes is
    declared here, and what the portal and the browser took over it is measured and comes on top.

    On the phone's own keys some 36 words a minute, of five signs each, are an average that was measured
    among tens of thousands of volunteers, most of them young; whoever is over forty wrote ten fewer. Here
    somebody writes 25, having thought of each sentence first.
    """

    READS = 5.0  # s: a page that was not there before, until the first tap on it
    FINDS = 2.0  # what is to be tapped next, and the tap
    THINKS = 20.0  # of what to write
    WRITES = 60 / (25 * 5)  # a sign

    def __init__(self) -> None:
        super().__init__()
        self.own = 0.0
        self._began, self._page = perf_counter(), ""

    @property
    def seconds(self) -> float:
        """From the first look at the first page until now."""
        return self.own + perf_counter() - self._began

    def taps_on(self, target: Locator) -> None:
        is_new, self._page = target.page.url != self._page, target.page.url
        self.takes(self.READS if is_new else self.FINDS)
        super().taps_on(target)

    def types(self, field: Locator, text: str) -> None:
        self.takes(self.THINKS)
        super().types(field, text)
        self.takes(self.WRITES * len(text))

    def takes(self, seconds: float) -> None:
        self.own += seconds
