"""Bytes to clean text: the encoding told, newlines made one, and nothing else changed."""

from __future__ import annotations

import codecs
import re

import charset_normalizer

from vigil.errors import BINARY, EMPTY, TOO_LARGE, UNDECODABLE, IntakeError

MOST_CHARACTERS = 2_000_000
"""The longest that one report may be."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
# PDF, zip (and with it docx, odt, epub), gzip, PNG, JPEG, GIF, old Office, RTF, SQLite, 7z, RAR
_MAGIC = (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\xd0\xcf\x11\xe0", b"{\\rtf",
          b"SQLite format", b"7z\xbc\xaf", b"Rar!")  # fmt: skip
_DECLARED = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w-]{3,20})", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 64_000  # bytes that an encoding is told from: the detector is slow
_WESTERN = re.compile(r"[\x00-\x7f\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u2013-\u203a\u20ac\u2122]*")


def decode(data: bytes, *, source: str) -> str:
    """The text of these bytes, with newlines as ``\\n``.

    A byte-order mark is believed; else UTF-8; else what the page declares; else what the bytes look like.
    Raises IntakeError: EMPTY, BINARY, or UNDECODABLE.
    """
    if not data.strip():
        raise IntakeError(EMPTY, source=source)
    if data.startswith(_MAGIC):
        raise IntakeError(BINARY, source=source)
    text = clean(_decoded(data, source=source))
    if not text.strip():
        raise IntakeError(EMPTY, source=source)
    if "\x00" in text or len(_CONTROLS.findall(text[:_SAMPLE])) > 0.01 * len(text[:_SAMPLE]):
        raise IntakeError(BINARY, source=source)
    return text


def clean(text: str) -> str:
    """The text with newlines as ``\\n`` and half characters replaced, so that it can be stored anywhere."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def check_length(text: str, *, source: str) -> None:
    """Raise IntakeError TOO_LARGE where a text is longer than one report may be."""
    if len(text) > MOST_CHARACTERS:
        raise IntakeError(TOO_LARGE, source=source, size=f"{len(text):,}", limit=f"{MOST_CHARACTERS:,}")


def _decoded(data: bytes, *, source: str) -> str:
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is None and b"\x00" in data[:_SAMPLE]:
        raise IntakeError(BINARY, source=source)
    for encoding in (marked or "utf-8", _declared(data), "cp1252"):
        text = _try(data, encoding)
        if text is not None and (encoding != "cp1252" or _is_western(text)):
            return text
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    guessed = _try(data, best.encoding) if best else None
    if guessed is None:
        raise IntakeError(UNDECODABLE, source=source)
    return guessed


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:2048])
    return found[1].decode("ascii") if found else None


def _try(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError):
        return None


def _is_western(text: str) -> bool:
    """Whether a text read as Windows-1252 looks like that: few signs beyond ASCII, all Western letters and quotes."""
    sample = text[:_SAMPLE]
    beyond = sum(not character.isascii() for character in sample)
    return beyond <= 0.05 * len(sample) and _WESTERN.fullmatch(sample) is not None
