"""Pages are drawn one at a time; one that waits for something lets the others be drawn."""

from threading import Event, Thread
from time import sleep

import pytest

from views.parts.turns import WAITING, between_turns, turn

SOON = 5.0  # seconds that a thread gets to come so far


def until(reached: Event) -> None:
    assert reached.wait(SOON)


def begun(page: "Page") -> Thread:
    thread = Thread(target=page.draw, daemon=True)
    thread.start()
    return thread


class Page:
    """Draws until it may wait for something, waits, and draws on."""

    def __init__(self, name: str, drawn: list[str]) -> None:
        self.name, self.drawn = name, drawn
        self.may_wait, self.waits, self.is_there = Event(), Event(), Event()

    def draw(self) -> None:
        with turn():
            self.drawn.append(f"{self.name} begins")
            until(self.may_wait)
            with between_turns():
                self.waits.set()
                until(self.is_there)
            self.drawn.append(f"{self.name} ends")


def test_a_page_begins_when_the_one_before_it_waits_and_goes_on_before_the_next() -> None:
    drawn: list[str] = []
    pages = [Page(name, drawn) for name in "abc"]
    threads = []
    for number, page in enumerate(pages, start=1):
        threads.append(begun(page))
        while len(WAITING) < number:
            sleep(0.001)
    a, b, c = pages
    a.may_wait.set()
    until(a.waits)
    a.is_there.set()
    while len(WAITING) < len(pages):  # a wants to go on, while b is being drawn
        sleep(0.001)
    for page in (b, c):
        page.is_there.set()
        page.may_wait.set()
    for thread in threads:
        thread.join(SOON)
    assert drawn[:3] == ["a begins", "b begins", "a ends"]
    assert sorted(drawn[3:]) == ["b ends", "c begins", "c ends"]
    assert not WAITING


def test_a_page_that_fails_or_is_left_ends_its_turn() -> None:
    with pytest.raises(KeyboardInterrupt), turn(), between_turns():
        raise KeyboardInterrupt
    assert not WAITING
    with turn():
        assert len(WAITING) == 1


def test_who_has_no_turn_waits_without_one() -> None:
    with between_turns():
        assert not WAITING
    assert not WAITING
