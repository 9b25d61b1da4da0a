"""The browser app: page set-up, language switch and navigation."""

import logging

import streamlit as st

from locales import translator
from views import data, frontier, overview, plan, report
from views.compare import page as compare_page
from views.demands import page as demands_page
from views.scenario import page as scenario_page
from views.staff import page as staff_page
from views.state import session

language = session.language()
_ = translator(language)
page = st.navigation(
    [
        st.Page(overview.show, title=_("Overview"), url_path="overblik", default=True),
        st.Page(scenario_page.show, title=_("Scenario"), url_path="scenarie"),
        st.Page(frontier.show, title=_("Trade-offs"), url_path="afvejning"),
        st.Page(plan.show, title=_("Plan"), url_path="plan"),
        st.Page(staff_page.show, title=_("Units and staff"), url_path="personale"),
        st.Page(demands_page.show, title=_("Demands"), url_path="krav"),
        st.Page(compare_page.show, title=_("Compare"), url_path="sammenlign"),
        st.Page(data.show, title=_("Data"), url_path="data"),
        st.Page(report.show, title=_("Report"), url_path="rapport"),
    ],
    position="top",
)
st.set_page_config(page_title=f"{page.title} – Jobbalance", layout="wide")
session.masthead()
try:
    page.run()
except Exception:  # the last door before the reader: no stack trace may pass it
    logging.getLogger(__name__).exception("page %s", page.url_path)
    st.error(_("This page could not be shown. The fault is ours and has been logged."))
