"""The time of a claim: its own, its event's, or unknown. The day of publication is Tuesday, 12 February 2019."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.making import make_text
from vigil.reader.when import Clock
from vigil.records import Measure, Period

DAY = date(2019, 2, 12)
MONDAY = date(2019, 2, 11)
SATURDAY = date(2019, 2, 9)


def _when(text: str, words: str, *, measure: Measure = "killed", day: date | None = DAY) -> Period:
    parsed = make_text(text)
    start = parsed.plain.index(words)
    sentence = parsed.sentence_at(start)
    assert sentence is not None
    return Clock.of(parsed, day=day).when(sentence, start, start + len(words), measure=measure)


def test_a_claim_takes_the_time_of_its_clause() -> None:
    """The nearest time of an event dates the claim."""
    assert _when("Shells killed 16 villagers on Monday.", "16").start == MONDAY


def test_the_day_of_speaking_yields_to_the_event() -> None:
    """ "said on Monday" is when it was said; the event has its own day."""
    text = "The mayor said on Monday that shells killed 16 villagers on Saturday."
    assert _when(text, "16").start == SATURDAY


def test_the_day_of_speaking_serves_where_nothing_else_does() -> None:
    """ "On Monday, X said a mortar killed 7": the day counts as the event's."""
    period = _when("On Monday, the clinic said a mortar killed 7 miners.", "7")
    assert (period.start, period.end, period.basis) == (MONDAY, MONDAY, "event")


def test_two_clauses_keep_their_own_days() -> None:
    """Each of two dated clauses has its day."""
    text = "Shells killed 16 villagers on Monday, after a bomb killed 5 guards on Saturday."
    assert (_when(text, "16").start, _when(text, "5 guards").start) == (MONDAY, SATURDAY)


def test_since_makes_a_claim_cumulative() -> None:
    """A sum runs from its start to the report's day."""
    period = _when("Since September, more than 70 recruits have been killed.", "70")
    assert (period.start, period.end, period.basis) == (date(2018, 9, 1), DAY, "since")


def test_what_a_superlative_compares_with_is_no_time_of_the_claim() -> None:
    """ "the deadliest raid since 2009" happened on its own day, and sums nothing up."""
    text = "Shells killed 16 villagers on Saturday. It was the deadliest raid since 2009, and killed 5 guards."
    period = _when(text, "5 guards")
    assert (period.start, period.basis) == (SATURDAY, "event")


def test_a_war_that_has_killed_has_no_start() -> None:
    """Ruling 27: basis since, the start unknown, the end the report's day."""
    period = _when("The war has already killed 300 people.", "300")
    assert (period.start, period.end, period.basis) == (None, DAY, "since")


def test_a_state_holds_as_of_the_day() -> None:
    """Who is present is so on the day of the report."""
    period = _when("About 600 fighters are inside the town.", "600", measure="present")
    assert (period.start, period.end, period.basis) == (DAY, DAY, "as_of")


def test_a_state_that_was_told_on_a_day_holds_as_of_it() -> None:
    """ "said on Saturday that 600 are inside" is so as of Saturday."""
    period = _when("He said on Saturday that 600 fighters are inside.", "600", measure="present")
    assert (period.start, period.basis) == (SATURDAY, "as_of")


def test_attackers_of_a_dated_event_share_its_day() -> None:
    """Ruling 16: attackers who act in an event are no state."""
    text = "Gunmen stormed a hotel on Saturday. Some four gunmen then wounded a cook."
    period = _when(text, "four gunmen", measure="deployed")
    assert (period.start, period.basis) == (SATURDAY, "event")


def test_a_sentence_without_a_time_speaks_of_the_main_event() -> None:
    """The lead's day serves the sentences that follow."""
    text = "Gunmen stormed a hotel on Saturday, killing 9 guests. Two guards were wounded."
    assert _when(text, "Two", measure="wounded").start == SATURDAY


def test_background_does_not_get_the_main_events_day() -> None:
    """A dated piece of history keeps its own time."""
    text = "Gunmen stormed a hotel on Saturday. A bomb killed 5 guards there in 2014."
    assert _when(text, "5 guards").start == date(2014, 1, 1)


def test_what_somebody_has_done_by_now_is_not_the_main_event() -> None:
    """A present perfect with an agent does not take the lead's day."""
    text = "Gunmen stormed a hotel on Saturday. The army has carried out several raids in the hills."
    assert _when(text, "several raids", measure="attacks") == Period()


def test_without_any_time_it_is_unknown() -> None:
    """Nothing is guessed."""
    assert _when("Gunmen stormed a hotel, killing 9 guests.", "9") == Period()


def test_that_assault_leans_on_the_sentence_before() -> None:
    """ "in that raid" is the one just dated, not the main event."""
    text = (
        "Jets bombed a dam on Monday. Gunmen raided a market on Saturday. "
        "Nine traders died in that raid."
    )
    assert _when(text, "Nine").start == SATURDAY


@pytest.mark.parametrize("measure", ["killed", "wounded"])
def test_without_a_day_the_basis_stays(measure: Measure) -> None:
    """An undated report loses the days and keeps what kind of time it was."""
    period = _when("Shells hit 16 villagers on Monday.", "16", measure=measure, day=None)
    assert (period.start, period.end, period.basis) == (None, None, "event")


def test_the_horizon_is_the_nearest_time_ahead() -> None:
    """A forecast is bound by its own time to come."""
    parsed = make_text("He said on Monday that talks will resume on Thursday.")
    sentence = parsed.sentences[0]
    time = Clock.of(parsed, day=DAY).ahead(sentence, sentence.start, sentence.end)
    assert time is not None
    assert time.period.start == date(2019, 2, 14)


def test_a_record_of_recent_years_is_no_sum() -> None:
    """ "the deadliest attack in recent years" happened on its own day."""
    period = _when("It was the deadliest attack in recent years, and killed 16 villagers on Saturday.", "16")
    assert (period.start, period.basis) == (SATURDAY, "event")


def test_protests_in_recent_years_are_no_record() -> None:
    """ "protests in the past two years" still sums up."""
    assert _when("Police at protests in the past two years killed 16 villagers.", "16").basis == "since"


def test_a_part_keeps_its_day_to_itself() -> None:
    """ "has lost 90 men, including two on Monday": Monday is the two's."""
    period = _when("The army has lost 90 recruits, including two on Monday.", "90")
    assert (period.start, period.basis) == (None, "since")


def test_since_the_war_began_takes_the_day_told_elsewhere() -> None:
    """Where the text says when the fighting began, "since the conflict began" begins there."""
    began = "Both sides have traded fire since the fighting began on January 8."
    text = f"{began} In all, 90 rockets have hit the town since the conflict began."
    period = _when(text, "90 rockets have hit", measure="attacks")
    assert (period.start, period.basis) == (date(2019, 1, 8), "since")


def test_what_came_of_the_wounded_does_not_date_the_wound() -> None:
    """ "arrived home on Monday": the event of the text dates the wounds."""
    text = "Shells struck the base on Saturday. Five wounded recruits arrived home on Monday."
    assert _when(text, "Five wounded", measure="wounded").start == SATURDAY


def test_arrests_do_not_take_the_day_of_the_attack() -> None:
    """ "On Monday, ... arrests over the Saturday attack": Monday; who was killed in it, Saturday."""
    text = "On Monday, police announced that eight arrests were made over the Saturday attack that killed 16 villagers."
    assert _when(text, "eight arrests", measure="detained").start == MONDAY
    assert _when(text, "16").start == SATURDAY


def test_last_night_in_an_old_quotation_is_not_yesterday() -> None:
    """A leader quoted on an attack of days ago spoke on that day."""
    text = 'Rockets struck the base on January 31. "Nobody was hurt in last night\'s attack, and 16 fled," he said.'
    assert _when(text, "16", measure="wounded").start == date(2019, 1, 31)


def test_ages_are_no_background() -> None:
    """ "12 years old" does not take the event's day away; "for years" does."""
    text = "A bomb struck the market on Saturday. It killed 16 villagers, the youngest four years old."
    assert _when(text, "16").start == SATURDAY


def test_this_week_serves_where_no_day_is_told() -> None:
    """A week of unrest is the main event where no day is."""
    period = _when("Riots shook the city this week, leaving dozens dead. At least 16 were killed downtown.", "16")
    assert (period.start, period.end) == (MONDAY, DAY)


def test_one_day_after_dates_what_follows_it() -> None:
    """ "buried their dead on Tuesday, one day after shells killed 16": they died on Monday."""
    text = "Families buried their dead on Tuesday, one day after shells killed 16 villagers."
    assert _when(text, "16").start == MONDAY


def test_one_day_after_does_not_date_what_stands_before_it() -> None:
    """ "killed 5 on Monday, two days after ...": the words date the first event, not this one."""
    text = "Shells killed 5 guards on Monday, two days after a raid on the mill."
    assert _when(text, "5 guards").start == MONDAY


def test_what_had_happened_is_not_of_the_day_of_the_clause_before_it() -> None:
    """The rally was on Tuesday; the gunmen came on Monday, as a later sentence tells."""
    text = (
        "Residents rallied Tuesday outside the museum where two gunmen had killed 21 visitors. "
        "The gunmen stormed it Monday."
    )
    assert _when(text, "21 visitors").start == MONDAY


def test_that_day_is_the_day_told_before() -> None:
    """ "that day" leans on the sentence before, where its own names none."""
    text = "A helicopter crashed near the river on Jan. 12, killing five crew. Two drivers were killed that day, too."
    assert _when(text, "Two drivers").start == date(2019, 1, 12)


def test_already_elsewhere_in_the_sentence_sums_nothing_up() -> None:
    """ "tensions already soaring" makes no sum of the dead of one blast."""
    text = "A bomb tore through a market on Monday, killing 5 traders in a town where tensions are already high."
    assert _when(text, "5 traders").basis == "event"


def test_since_beside_a_verb_of_speaking_still_sums_up() -> None:
    """ "said the toll since Saturday stood at 67": nobody speaks since Saturday."""
    period = _when("Officials said the death toll since Saturday now stood at 67.", "67")
    assert (period.start, period.basis) == (SATURDAY, "since")


def test_a_toll_of_one_event_that_has_risen_is_the_events() -> None:
    """ "has risen to 37" counts the dead of Monday's shelling; a war's toll that has risen is a sum."""
    event = _when("Shells hit the market on Monday, killing 30 traders. The toll has risen to 37.", "37")
    war = _when("Shells hit the market on Monday. The toll of the war has risen to 37,000 people.", "37,000")
    assert (event.start, event.basis, war.basis) == (MONDAY, "event", "since")


def test_sums_of_a_war_begin_when_it_was_launched() -> None:
    """ "launched its offensive on January 17, nine days after launching air strikes": its sums begin with these."""
    text = (
        "The army launched its ground offensive on Jan. 17, nine days after launching air strikes. "
        "Some 900 fighters have been killed during the fighting."
    )
    period = _when(text, "900 fighters have been killed")
    assert (period.start, period.basis) == (date(2019, 1, 8), "since")


def test_a_sentence_that_tells_on_keeps_the_day_of_its_paragraph() -> None:
    """An attack recalled is told over several sentences; the next paragraph is of the news again."""
    text = (
        "Shells killed 16 villagers on Monday.\n\nOn Jan. 6, raiders attacked a convoy. "
        "Three drivers were killed when it was struck by a mine.\n\nFive guards were killed at the gate."
    )
    assert _when(text, "Three drivers").start == date(2019, 1, 6)
    assert _when(text, "Five guards").start == MONDAY


SINCE_CLAUSES = [
    ("Since Jan. 23, when bombs killed 47 traders, 12 guards have fled.", "47 traders", date(2019, 1, 23), "event"),
    ("The town has been shut since Jan. 23, when bombs killed 47 traders.", "47 traders", date(2019, 1, 23), "event"),
    ("Since the rising began in 2011, 12 mayors have been killed.", "12 mayors", date(2011, 1, 1), "since"),
    ("Guns fire daily since a shell killed five guards on Saturday.", "five guards", SATURDAY, "event"),
    ("There were 41 raids from January 3 through January 9.", "41 raids", date(2019, 1, 3), "event"),
    ("It was the deadliest raid this year, and killed 5 guards on Saturday.", "5 guards", SATURDAY, "event"),
]


@pytest.mark.parametrize(("text", "words", "start", "basis"), SINCE_CLAUSES, ids=[case[0] for case in SINCE_CLAUSES])
def test_a_since_clause_dates_what_it_tells(text: str, words: str, start: date, basis: str) -> None:
    """ "since DAY, when X killed": X was on that day, and what stands outside is a sum since then."""
    period = _when(text, words)
    assert (period.start, period.basis) == (start, basis)


def test_a_battle_of_weeks_is_not_the_war_of_years() -> None:
    """What died "since the battle started" is no sum since the war of 2011, which the text tells of elsewhere."""
    text = (
        "The army has killed more than 1,300 fighters since the battle for the town started. "
        "The war has killed 370,000 people since 2011."
    )
    assert _when(text, "killed more than 1,300 fighters").start is None
    assert _when(text, "370,000").start == date(2011, 1, 1)


def test_what_was_said_before_the_event_is_not_of_it() -> None:
    """On Saturday nobody could tell of Monday's dead."""
    text = "Shells killed 16 villagers on Monday. On Saturday, the front said that three spies had been killed."
    assert _when(text, "three spies").start == SATURDAY


def test_what_was_said_earlier_is_no_background() -> None:
    """ "said earlier that" tells of the same event as the report."""
    text = "Shells killed 16 villagers on Monday. The mayor said earlier that a gunman was killed as well."
    assert _when(text, "a gunman").start == MONDAY
