"""The page Plan: places by group and year, what an exit costs, and what binds besides money."""

from test_views import headings, opened


def test_an_extra_exit_has_a_price_by_measure_and_by_the_last_million() -> None:
    page = opened("plan")
    page.session_state["scenario"] = "uden-afskedigelser"
    page.run()
    prices = next(each.value for each in page.table if "Flere pladser" in each.value)
    assert str(prices.index[-1]).startswith("Den sidste million")
    assert "Privat løntilskud" in prices.index
    assert "Hvad der binder ud over penge" in headings(page)


def test_places_are_told_by_measure_group_and_year() -> None:
    page = opened("plan")
    places = next(each.value for each in page.dataframe if "Målgruppe" in each.value)
    assert {"Pladser i dag", "Pladser om året 2017", "Pladser om året 2020"} <= {*places.columns}
    assert "I alt" in {*places["Målgruppe"]}


def test_todays_practice_has_no_prices() -> None:
    page = opened("plan")
    page.session_state["scenario"] = "fortsaet"
    page.run()
    assert not page.exception
    assert "Hvad der binder ud over penge" not in headings(page)
