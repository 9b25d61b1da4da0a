"""The pages and their addresses: one in the menu, the others lead to it, unknown ones say so."""

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st
from streamlit.navigation.page import Page
from streamlit.runtime.scriptrunner import get_script_run_ctx

from locales import translator
from reports.language.words import marked as _
from views import alternatives, data, frontier, overview, plan, report
from views.compare import page as compare_page
from views.demands import page as demands_page
from views.parts import say
from views.scenario import page as scenario_page
from views.staff import page as staff_page
from views.state import session
from views.uncertainty import page as uncertainty_page


class Place(NamedTuple):
    """A page by its title, with its address and others that lead to it."""

    show: Callable[[], None]
    title: str
    address: str
    others: tuple[str, ...] = ()


PLACES = (
    Place(overview.show, _("Overview"), "", ("overblik", "overview")),
    Place(scenario_page.show, _("Scenario"), "scenarie", ("scenario",)),
    Place(frontier.show, _("Trade-offs"), "afvejning", ("trade-offs", "tradeoffs")),
    Place(alternatives.show, _("Alternatives"), "alternativer", ("alternatives",)),
    Place(plan.show, _("Plan"), "plan"),
    Place(staff_page.show, _("Units and staff"), "personale", ("staff",)),
    Place(demands_page.show, _("Demands"), "krav", ("demands",)),
    Place(compare_page.show, _("Compare"), "sammenlign", ("compare",)),
    Place(uncertainty_page.show, _("Uncertainty"), "usikkerhed", ("uncertainty",)),
    Place(data.show, _("Data"), "data"),
    Place(report.show, _("Report"), "rapport", ("report",)),
)
ASKED = "unknown-address"


def pages() -> list[Page]:
    """Every page of the app, in the menu or not, and one for an address that there is not."""
    say_it = translator(session.language())
    found: list[Page] = []
    for place in PLACES:
        title = say_it(place.title)
        here = _page(place, title)
        found += [here, *(_hidden(_leads_to(here), title, name) for name in place.others)]
    unknown = _unknown({page.url_path for page in found})
    return (
        [*found, _hidden(_no_such_page, say_it(_("No such page")), unknown)] if unknown else found
    )


def _page(place: Place, title: str) -> Page:
    own = place.address
    return st.Page(place.show, title=title, url_path=own or None, default=not own)


def _unknown(known: set[str]) -> str:
    """The address that the reader came by, when it is none of those known."""
    context = get_script_run_ctx()
    asked = context.pages_manager.intended_page_name if context else ""
    if asked and asked not in known:
        st.session_state[ASKED] = asked
    return str(st.session_state.get(ASKED, ""))


def _hidden(show: Callable[[], None], title: str, address: str) -> Page:
    return st.Page(show, title=title, url_path=address, visibility="hidden")


def _leads_to(page: Page) -> Callable[[], None]:
    return lambda: st.switch_page(page)


def _no_such_page() -> None:
    """What was asked for, and the way to what there is."""
    say_it = translator(session.language())
    say.title(say_it(_("No such page")))
    message = say_it(_("There is no page “{address}” here. Choose one of these:"))
    say.write(message.format(address=st.session_state[ASKED]))
    for place in PLACES:
        st.page_link(_page(place, say_it(place.title)))
