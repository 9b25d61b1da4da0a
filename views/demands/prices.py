"""What each demand costs: a section for a page that has an answer."""

import streamlit as st

from locales import translator
from reports.demands import prices as listed
from scenarios.choice import Case
from scenarios.solve import Answer
from views.parts.figure import figure, show_table
from views.state import session, studies

COLUMNS = ("sentence", "owner", "price_share", "price_full", "step", "marginal", "valid", "less",
           "more")  # fmt: skip


def ask(case: Case) -> None:
    """A question, its switch, and the answer to the levers as they stand; it takes some seconds."""
    _ = translator(session.language())
    st.header(_("What does each demand cost?"))
    st.write(
        _("Every demand is moved, dropped and held against the others; all is solved each time.")
    )
    if st.toggle(_("Price every demand"), key="prices"):
        show(studies.solve(case))


def show(answer: Answer) -> None:
    """The message, the waterfall and the list; nothing where nothing was searched for."""
    language = session.language()
    _ = translator(language)
    prices = studies.prices(answer)
    if prices is None:
        st.write(_("Nothing has a price here: no plan was searched for, or the demands clash."))
        return
    chart = listed.chart(prices, answer, language)
    with figure(listed.message(prices, answer, language), chart, "priced"):
        show_table(listed.table(prices, answer, language), COLUMNS, "priced")
    st.write(listed.totals_sentence(prices, language))
    with st.expander(_("Each demand in words"), key="prices-told"):
        for price in prices.prices:
            st.write(listed.price_sentences(price, prices, answer, language))
