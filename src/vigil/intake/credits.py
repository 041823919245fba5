"""Names of agencies and publishers, and the places on a page where they sign."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vigil import lexicon

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Agency:
    """A news agency: its canonical name, the forms it signs with, those it uses of itself after "told".

    world: whether newsrooms of every country run its wire.
    """

    name: str
    forms: tuple[str, ...]
    told: tuple[str, ...] = ()
    world: bool = False


@dataclass(frozen=True)
class Outlet:
    """A publisher: the name that Vigil keeps, and other forms."""

    name: str
    also: tuple[str, ...] = ()


def agencies() -> tuple[Agency, ...]:
    """Every agency of the word list."""
    found: tuple[Agency, ...] = lexicon.load("agencies", tuple[Agency, ...])
    return found


def agency_called(form: str) -> str | None:
    """The canonical name of the agency that signs with just this form, if one does. Letter case counts."""
    return _agency_names().get(_ARTICLE.sub("", form.strip(" .–—-/()")))


def outlet_called(form: str) -> str | None:
    """The name of the publisher with just this form, if there is one. Letter case does not count."""
    return _outlet_names().get(_ARTICLE.sub("", form.strip(" .–—-/()")).casefold())


@cache
def forms_of_agencies() -> str:
    """A regular expression for any form of any agency, longest first."""
    return "|".join(re.escape(form) for form in sorted(_agency_names(), key=lambda f: (-len(f), f)))


@cache
def _agency_names() -> dict[str, str]:
    return {_ARTICLE.sub("", form): agency.name for agency in agencies() for form in (agency.name, *agency.forms)}


@cache
def _outlet_names() -> dict[str, str]:
    outlets: tuple[Outlet, ...] = lexicon.load("outlets", tuple[Outlet, ...])
    return {_ARTICLE.sub("", form).casefold(): o.name for o in outlets for form in (o.name, *o.also)}
