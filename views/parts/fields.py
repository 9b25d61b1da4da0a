"""The fields and buttons of a page. What a field holds is an id or a number, never its words.

To Streamlit an option is its words: the browser sends them back, and keeps those it had when they
change. So the words are part of a field's key: with other words it is another field, and shows
what is held. `held` and `enter` are the reader's choice and what makes another of it; without
them the session holds the value under the field's key.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

import streamlit as st

from locales import read_number, shortest
from views.parts import say
from views.parts.door import guarded
from views.parts.say import plain
from views.state import session
from views.state.session import _

Option = TypeVar("Option")
Enter = Callable[[Any], None]
MARK = "@"  # between the key of a field and that of its words
TURNS = "turns-of-fields"  # in the session: how often a field was made anew
NONE = ""  # stands for None, which Streamlit takes for no default
REFUSED = "refused-fields"  # in the session: what was typed and not understood, by field


def select(
    label: str, words: Mapping[Option, str], key: str,
    held: Option | None = None, enter: Enter | None = None, **looks: Any,
) -> Option:  # fmt: skip
    """The option chosen in a list; at first the first."""
    return _one(st.selectbox, label, distinct(words), key, held, enter, **looks)


def segments(
    label: str, words: Mapping[Option, str], key: str,
    held: Option | None = None, enter: Enter | None = None, **looks: Any,
) -> Option:  # fmt: skip
    """The option chosen of a few side by side."""
    told = {option: plain(word) for option, word in distinct(words).items()}
    return _one(st.pills, label, told, key, held, enter, required=True, **looks)


def slide(
    label: str, words: Mapping[Option, str], key: str, held: Option, enter: Enter, **looks: Any
) -> None:
    """The option chosen along a line."""
    told = {NONE if option is None else option: word for option, word in distinct(words).items()}
    chosen: Any = NONE if held is None else held
    entered = partial(_enter_unless_none, enter)
    _one(st.select_slider, label, told, key, chosen, entered, **looks)


def _enter_unless_none(enter: Enter, option: Any) -> None:
    enter(None if option == NONE else option)


def several(
    label: str, words: Mapping[Option, str], key: str, first: Iterable[Option] = (), **looks: Any
) -> list[Option]:
    """The options chosen, at first those in `first`."""
    told = distinct(words)
    held = [each for each in st.session_state.get(key, first) if each in told]
    _draw(st.multiselect, label, told, key, held, _holds(key), **looks)
    return held


def optional(label: str, words: Mapping[Option, str], key: str, placeholder: str) -> Option | None:
    """The option chosen, None until one is."""
    told, held = distinct(words), st.session_state.get(key)
    held = held if held in told else None
    _draw(st.selectbox, label, told, key, held, _holds(key), placeholder=placeholder)
    return held


def toggle(
    label: str, key: str, on: bool, enter: Enter, note: str = "", **looks: Any,  # noqa: FBT001
) -> None:  # fmt: skip
    """A switch that shows whether something is on, by a sentence and a small word on it."""
    name = _fresh(f"{key}{MARK}", on)
    turned, told = partial(_entered, name, (True, False), enter), say.with_note(label, note)
    st.toggle(told, value=on, key=name, on_change=guarded(turned), **looks)


def button(label: str, key: str, do: Callable[..., None], *about: Any, **looks: Any) -> None:
    """A button that does something with what it is about."""
    st.button(plain(label), key=key, on_click=guarded(do), args=about, **looks)


def distinct(words: Mapping[Option, str]) -> dict[Option, str]:
    """The words of each option, with its id where another has the same."""
    often = Counter(words.values())
    return {o: word if often[word] == 1 else f"{word} ({o})" for o, word in words.items()}


def text(label: str, key: str, held: str, enter: Enter, **looks: Any) -> None:
    """A line of text."""
    name = _fresh(f"{key}{MARK}", held)
    entered = partial(_written, name, enter)
    st.text_input(plain(label), value=held, key=name, on_change=guarded(entered), **looks)


def _written(key: str, enter: Enter) -> None:
    enter(st.session_state[key])


class Span(NamedTuple):
    """The numbers that a field takes, and the word for what they count."""

    low: float
    high: float
    unit: str = ""


def typed(
    label: str, span: Span, key: str,
    held: float, enter: Enter | None = None, beside: Any = None, **looks: Any,
) -> float:  # fmt: skip
    """A number as the reader's language writes it. One that it cannot read changes nothing.

    What was wrong is told `beside`, else below.
    """
    held = held if enter else st.session_state.get(key, held)
    refused, shown = st.session_state.get(REFUSED, {}), written(held)
    field = _named(key, (session.language(), shown))
    name = _fresh(field, refused.get(field, shown))
    entered = partial(_read, field, name, span, enter or _holds(key))
    st.text_input(plain(label), value=shown, key=name, on_change=guarded(entered), **looks)
    if span.unit:
        st.caption(plain(span.unit), width="content")
    if st.session_state[name] == refused.get(field):
        with beside or st.container():
            _refuse(span, held)
    return held


def written(value: float) -> str:
    return shortest(value, session.language())


def _read(field: str, name: str, span: Span, enter: Enter) -> None:
    """Enter what was typed, or note that it was refused."""
    text = st.session_state[name]
    value = read_number(text, session.language())
    wrong = value is None or not span.low <= value <= span.high
    others = {f: told for f, told in st.session_state.get(REFUSED, {}).items() if f != field}
    st.session_state[REFUSED] = others | ({field: text} if wrong else {})
    if not wrong:
        enter(value)


def _refuse(span: Span, held: float) -> None:
    message = _("Write a number from {low} to {high}. Until then {held} holds.")
    low, high, now = map(written, (span.low, span.high, held))
    say.error(message.format(low=low, high=high, held=now))


def _one(
    widget: Callable[..., Any], label: str, told: Mapping[Option, str], key: str,
    held: Option | None, enter: Enter | None, **looks: Any,
) -> Option:  # fmt: skip
    """The option held; one that is none, as from other data, gives way to the first."""
    shown = held if enter else st.session_state.get(key, held)
    chosen: Option = shown if shown in told else next(iter(told))  # type: ignore[assignment]
    _draw(widget, label, told, key, chosen, enter or _holds(key), **looks)
    return chosen


def _draw(
    widget: Callable[..., Any], label: str, told: Mapping[Any, str], key: str,
    held: Any, enter: Enter, **looks: Any,
) -> None:  # fmt: skip
    """A field of Streamlit's that shows what is held, from its first moment on the page.

    It is told so by its default: what is set in the session may come too late to the browser,
    which then sends the first option as if the reader had chosen it.
    """
    options = list(told)
    name = _fresh(_named(key, told.values()), held)
    nothing = (None,) if widget == st.selectbox and held is None else ()
    entered = partial(_entered, name, (*options, *nothing), enter)
    looks |= {"format_func": lambda each: told.get(each, str(each)), "key": name}
    widget(
        plain(label),
        options,
        on_change=guarded(entered),
        **_default(widget, options, held),
        **looks,
    )


def _default(widget: Callable[..., Any], options: list[Any], held: Any) -> dict[str, Any]:
    """What is held, as a field of Streamlit's is given its default."""
    if widget == st.selectbox:
        return {"index": None if held is None else options.index(held)}
    return {"value" if widget == st.select_slider else "default": held}


def _fresh(name: str, shown: Any) -> str:
    """The name, another one each time that the field of that name shows something else."""
    turns = st.session_state.get(TURNS, {})
    now = f"{name}.{turns.get(name, 0)}"
    if st.session_state.get(now, shown) == shown:
        return now
    st.session_state[TURNS] = {**turns, name: turns.get(name, 0) + 1}
    return f"{name}.{turns.get(name, 0) + 1}"


def _entered(name: str, options: tuple[Any, ...], enter: Enter) -> None:
    """Enter a value, or several, as long as they are among the options."""
    value = st.session_state[name]
    if all(each in options for each in (value if isinstance(value, list) else [value])):
        enter(value)


def _holds(key: str) -> Enter:
    return partial(st.session_state.__setitem__, key)


def _named(key: str, words: Iterable[str]) -> str:
    return f"{key}{MARK}{crc32(repr(list(words)).encode()):08x}"
