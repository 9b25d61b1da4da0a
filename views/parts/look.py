"""What Streamlit brings of its own: its words in the reader's language, its texts never cut."""

import json

import streamlit as st

from locales import LANGUAGES, translator
from reports.language.words import marked as _
from views.state import session

SAME = (
    _("App pages"), _("Choose an option"), _("Clear all"), _("Close fullscreen"),
    _("Download as PNG"), _("Drag and drop a file here"), _("Fullscreen"), _("Link to heading"),
    _("No results"), _("Press Enter to apply"), _("Running..."), _("Search"), _("Select all"),
    _("Selected values"), _("Show/hide columns"), _("Stop"),
)  # fmt: skip
WORDS = {word: word for word in SAME} | {
    "Open": _("Open the list"),
    "Upload": _("Choose a file"),
    "50MB per file": _("at most 50 MB"),
}
BEFORE_A_NAME = {word: word for word in (_("Help for"), _("Remove"))}
# Names in the data are in Markdown or on a canvas, and are left alone.
SCRIPT = """<script>(() => {
  const words = %s, before = %s, skip = '[data-testid=stMarkdownContainer]';
  const told = text => {
    const first = Object.keys(before).find(each => text.startsWith(each + ' '));
    return words[text.trim()] ?? (first ? before[first] + text.slice(first.length) : text);
  };
  const tell = node => {
    if (node.nodeType === 3) {
      const own = node.parentElement?.closest('[data-testid=stFileUploader]');
      const now = node.nodeValue.trim(), word = words[now];
      if (word && word !== now && (own || !node.parentElement?.closest(skip)))
        node.nodeValue = word;
      return;
    }
    for (const name of ['aria-label', 'placeholder', 'title']) {
      const text = node.getAttribute?.(name);
      if (text && told(text) !== text) node.setAttribute(name, told(text));
    }
    node.childNodes.forEach(tell);
  };
  window.ownWords?.disconnect();
  document.documentElement.lang = '%s';
  tell(document.body);
  window.ownWords = new MutationObserver(seen => seen.forEach(each => {
    if (each.type === 'childList') each.addedNodes.forEach(tell); else tell(each.target);
  }));
  window.ownWords.observe(document.body, {subtree: true, childList: true, characterData: true,
    attributes: true, attributeFilter: ['aria-label', 'placeholder', 'title']});
})()</script>"""
# Streamlit drops what was typed, or the click, when a link is clicked from a field that was left.
SEND_FIRST = """<script>(() => {
  if (window.sendsFirst) return;
  window.sendsFirst = true;
  let unsent = false;
  const app = () => document.querySelector('[data-testid=stApp]');
  const idle = () => app()?.getAttribute('data-test-script-state') === 'notRunning';
  const go = (link, tries) =>
    tries === 0 || idle() ? link.click() : setTimeout(go, 50, link, tries - 1);
  document.addEventListener('input', ({target}) => { unsent = target.type === 'text'; }, true);
  document.addEventListener('keydown', ({key}) => { if (key === 'Enter') unsent = false; }, true);
  document.addEventListener('focusout', () => setTimeout(() => { unsent = false; }, 500), true);
  document.addEventListener('click', click => {
    const link = click.target.closest?.('a[href]');
    if (!unsent || !link) return;
    unsent = false;
    click.preventDefault();
    click.stopPropagation();
    setTimeout(go, 200, link, 40);
  }, true);
})()</script>"""
STYLE = """<style>
:is([data-testid=stCheckbox], [data-testid^=stMetric], [data-testid=stWidgetLabel],
[data-testid=stButton], [data-testid=stDownloadButton], [data-testid=stButtonGroup], summary)
[data-testid=stMarkdownContainer], :is([data-testid=stCheckbox], [data-testid^=stMetric]) p {
  white-space: normal; overflow: visible; text-overflow: clip; overflow-wrap: break-word; }
[data-testid=stCaptionContainer] { opacity: 1; color: #4a5661; }
[data-testid=stMetricValue] { font-size: clamp(1.3rem, 2.6vw, 2.1rem); line-height: 1.25; }
.st-key-figures [data-testid=stMetricValue] { font-size: clamp(1.2rem, 2vw, 1.6rem); }
#vg-tooltip-element td { white-space: normal; max-width: 22rem; overflow: visible; }
[data-testid=stElementToolbar] button:is([aria-label="Show data"], [aria-label^="Copy Vega"]) {
  display: none; }
.st-key-figures { display: grid; gap: 0.75rem;
  grid-template-columns: repeat(auto-fill, minmax(max(12rem, 23%), 1fr)); }
[class*=st-key-broad-] { overflow-x: auto; }
[class*=st-key-broad-] > * { min-width: 56rem; }
@media (min-width: 481px) and (max-width: 1100px) {
  [data-testid=stMainBlockContainer] { padding-inline: 2rem !important; } }
@media (max-width: 999px) { [class*=st-key-wide-] > * > [data-testid=stHorizontalBlock] {
  flex-direction: column; > [data-testid=stColumn] { width: 100%; flex: none; } } }
@media (max-width: 480px) { .st-key-figures { grid-template-columns: 1fr 1fr; }
  [data-testid=stTable] :is(td, th) { font-size: 0.75rem; padding: 0.25rem !important; }
  [data-testid=stTable] thead :is(th, th *) { overflow-wrap: anywhere !important; }
  [data-testid=stSelectbox] input { font-size: 0.82rem; }
  [role=option], [role=option] * { white-space: normal; text-overflow: clip; font-size: 0.74rem;
    line-height: 1.15; } }
</style>"""


def show() -> None:
    """Say Streamlit's words in the reader's language from now on, and let texts have their room."""
    here = session.language()
    words, before = (json.dumps(_spoken(group, here)) for group in (WORDS, BEFORE_A_NAME))
    st.html(STYLE)
    st.html(SCRIPT % (words, before, here), unsafe_allow_javascript=True)
    st.html(SEND_FIRST, unsafe_allow_javascript=True)


def _spoken(words: dict[str, str], here: str) -> dict[str, str]:
    """Streamlit's words, and what was made of them in other languages, in the reader's."""
    say = {language: translator(language) for language in LANGUAGES}
    return {
        found: say[here](message)
        for word, message in words.items()
        for found in (word, *(say[other](message) for other in LANGUAGES if other != here))
    }
