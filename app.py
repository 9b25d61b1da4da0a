"""The browser app: page set-up, language switch and navigation."""

import streamlit as st

from views import addresses
from views.parts import door, look, say
from views.parts.door import last_door
from views.state import session, studies
from views.state.session import _

page = st.navigation(addresses.pages(), position="top")
st.set_page_config(page_title=f"{page.title} – Jobbalance", layout="wide")
look.show()
session.masthead()
if not door.passed():  # a fault in what the reader did last
    say.error(_("That could not be done. The fault is ours and has been logged."))
with last_door(page.url_path):
    page.run()
    studies.look_at_cross_checks()
if not door.passed():
    say.error(_("This page could not be shown. The fault is ours and has been logged."))
