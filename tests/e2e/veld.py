"""The writing field as somebody sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from gesprekskaart.sessie import Sessie

LWZ = "LWZ · Leerwerkplaats Zilver"
AOZ = "AOZ · Academische Opleidingsschool"
CONCLUSIE = "Gezamenlijke conclusie"


@dataclass(frozen=True)
class Veld:
    """One field, found by its label."""

    page: Page
    label: str = LWZ

    @property
    def invoer(self) -> Locator:
        return self.page.get_by_role("textbox", name=self.label, exact=True)

    @property
    def geheel(self) -> Locator:
        """The field with its state and, in a conflict, the other text."""
        return self.page.locator(".gk-schrijfveld").filter(has=self.invoer)

    @property
    def stand(self) -> Locator:
        return self.geheel.locator(".gk-stand")

    def expect_bewaard(self, tekst: str) -> None:
        """It says that it is saved, and shows this."""
        # While the screen walks on, the field of the question before stands beside it for a moment.
        expect(self.geheel).to_have_count(1)
        expect(self.stand).to_have_text(re.compile(r"^\s*bewaard \d\d:\d\d"))
        expect(self.invoer).to_have_value(tekst)


def open_vraag(page: Page, sessie: Sessie, vraag: str = "RS3") -> Veld:
    """Open a question by its address."""
    page.goto(f"/gesprek?sessie={sessie.id}&vraag={vraag}")
    expect_vraag(page, vraag)
    return Veld(page)


def expect_vraag(page: Page, vraag: str) -> None:
    """This question is on the screen, and its fields can be written in."""
    expect(page.locator(".gk-groot .gk-waar")).to_have_text(re.compile(rf"vraag {vraag}$"))
    expect(page.get_by_role("button", name=re.compile(f"^Vraag {vraag},"))).to_have_attribute("aria-current", "step")
