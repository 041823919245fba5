"""The dossier's page: one file that opens from disk, asks nobody for anything and needs no JavaScript.

Report text is hostile until shown otherwise. One environment escapes everything; every value passes ``inert`` first;
scripts and styles run by their hash alone, so that even a markup that slipped through could not act.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from vigil.dossier import tallies, voices, words
from vigil.dossier.view import Page, lay_out, terms
from vigil.dossier.world import static
from vigil.errors import PAGE_UNWRITABLE, DossierError
from vigil.records import AnyClaim, Contents, Figure

# Right-to-left and left-to-right overrides can show a number backwards; C0 controls and lone surrogates show nothing.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202d\u202e\ud800-\udfff]")


def write_page(contents: Contents, path: Path) -> None:
    """Write the dossier of these contents to ``path``, whole or not at all.

    Raises DossierError where the front-end bundle is not built, or the file cannot be written.
    """
    text = render(contents)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise DossierError(PAGE_UNWRITABLE, path=path, why=error.strerror) from error
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(0o644)
        part.replace(path)
    except OSError as error:
        raise DossierError(PAGE_UNWRITABLE, path=path, why=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)


def render(contents: Contents) -> str:
    """The dossier of these contents as HTML; the same contents give the same page, byte for byte.

    Raises DossierError where the front-end bundle is not built.
    """
    script, style = static("vigil.js"), static("vigil.css")
    page = lay_out(contents)
    return environment().get_template("page.html").render(
        page=page,
        policy=policy(script=script, style=style),
        script=Markup(script),
        style=Markup(style),
        island=island(page),
    )


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one Jinja environment: everything is escaped, and a name that is not there is an error."""
    env = Environment(
        loader=PackageLoader("vigil.dossier"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=inert,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(words=words, says=voices.says, mark_of=tallies.mark_of)
    env.tests["figure"] = lambda claim: isinstance(claim, Figure)
    return env


def inert(value: object) -> object:
    """A value as the page prints it: nothing for None, and no character that hides or turns what stands beside it."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return _UNSEEN.sub(_named, value)
    return value


def policy(*, script: str, style: str) -> str:
    """The Content-Security-Policy: nothing may load, and only this script and this style may act."""
    return (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def island(page: Page) -> Markup:
    """What the script finds entries by besides their own words, as JSON that no HTML parser can end early."""
    entries = {
        entry: " ".join(sorted({terms(claim, page.sheet.get(claim.report)) for claim in claims}))
        for entry, claims in _entries(page)
    }
    text = json.dumps({"terms": entries}, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def _entries(page: Page) -> Iterator[tuple[str, tuple[AnyClaim, ...]]]:
    """Every entry's id with its claims."""
    for shelf in page.shelves:
        for tally in shelf.tallies:
            yield tally.id, tally.figures
    for standing in page.standings:
        yield standing.id, standing.known.figures
    for dispute in page.disputes:
        yield dispute.id, (*dispute.figures, *dispute.again)
    for odd in page.oddities:
        yield odd.id, odd.figures
    for day in page.days:
        for entry in day.entries:
            yield entry.id, tuple(telling.incident for telling in entry.tellings)
    for one in page.forecasts:
        yield f"claim-{one.forecast.id}", (one.forecast,)


def _named(match: re.Match[str]) -> str:
    return f"[U+{ord(match.group()):04X}]"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
