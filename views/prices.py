"""What each demand costs: a section for a page that has an answer."""

import streamlit as st

from locales import translator
from reports import prices as listed
from scenarios.answer import Answer
from views import session, table
from views.figure import figure

COLUMNS = ("sentence", "owner", "price_share", "price_full", "step", "marginal", "valid", "less",
           "more")  # fmt: skip


def show(answer: Answer) -> None:
    """The message, the waterfall and the list; nothing where nothing was searched for."""
    language = session.language()
    _ = translator(language)
    prices = session.prices(answer)
    if prices is None:
        st.write(_("Nothing has a price here: no plan was searched for, or the demands clash."))
        return
    chart = listed.chart(prices, answer, language)
    with figure(listed.message(prices, answer, language), chart, "prices"):
        table.show(listed.frame(prices, answer, language), COLUMNS, "prices")
    st.write(listed.ends(prices, language))
    with st.expander(_("Each demand in words"), key="prices-told"):
        for price in prices.prices:
            st.write(listed.told(price, prices, answer, language))
