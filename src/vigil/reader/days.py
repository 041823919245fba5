"""Arithmetic on calendar days: weeks run from Monday to Sunday, months and years are those of the calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

ONE = timedelta(days=1)


def last_weekday(day: date, weekday: int) -> date:
    """The last day with this weekday (Monday is 0) up to and including ``day``."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def next_weekday(day: date, weekday: int) -> date:
    """The first day with this weekday after ``day``."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def week_of(day: date, *, shift: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the week of ``day``, or of one ``shift`` weeks later."""
    monday = day - timedelta(days=day.weekday() - 7 * shift)
    return monday, monday + timedelta(days=6)


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months beyond 12 or below 1 run into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def year_of(year: int) -> tuple[date, date]:
    """First and last day of a year."""
    return date(year, 1, 1), date(year, 12, 31)


def last_month(day: date, month: int) -> tuple[date, date]:
    """The whole last such month that began up to ``day``."""
    year = day.year if month <= day.month else day.year - 1
    return month_of(year, month)


def next_month(day: date, month: int) -> tuple[date, date]:
    """The whole next such month; the current one counts."""
    year = day.year if month >= day.month else day.year + 1
    return month_of(year, month)


def part_of_month(first: date, span: tuple[int, int]) -> tuple[date, date]:
    """Days of the month of ``first``, by number; 31 is its last day."""
    last = monthrange(first.year, first.month)[1]
    return first.replace(day=span[0]), first.replace(day=min(span[1], last))


def shift(day: date, count: int, unit: str) -> date:
    """The day ``count`` units away; "month" and "year" keep the day's number where the month has it.

    Raises OverflowError or ValueError beyond the years 1 to 9999.
    """
    if unit in ("month", "year", "decade"):
        months = count * {"month": 1, "year": 12, "decade": 120}[unit]
        first, last = month_of(day.year, day.month + months)
        return first.replace(day=min(day.day, last.day))
    days = {"second": 0, "minute": 0, "hour": 0, "week": 7, "fortnight": 14}.get(unit, 1)
    return day + timedelta(days=count * days)


def weekend_of(day: date) -> tuple[date, date]:
    """The last Saturday and Sunday that have begun by ``day``, cut off at ``day``."""
    saturday = last_weekday(day, 5)
    return saturday, min(saturday + ONE, day)


def day_of(year: int, month: int, number: int) -> date | None:
    """A day by its numbers, None where the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_day_of(day: date, month: int, number: int) -> date | None:
    """The last day with this month and number up to and including ``day``."""
    found = day_of(day.year, month, number)
    return day_of(day.year - 1, month, number) if found is None or found > day else found


def next_day_of(day: date, month: int, number: int) -> date | None:
    """The first day with this month and number from ``day`` on."""
    found = day_of(day.year, month, number)
    return day_of(day.year + 1, month, number) if found is None or found < day else found
