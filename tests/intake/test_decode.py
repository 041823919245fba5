"""Bytes to clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigil.errors import BINARY, EMPTY, IntakeError
from vigil.intake.decode import clean, decode

TEXT = "“Twelve people were killed,” the mayor’s office said – on Monday."
ARABIC = "قتل اثنا عشر شخصا في قصف على البلدة يوم الاثنين كما قال مسؤولون محليون. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_an_encoding_is_told(encoding: str) -> None:
    """Marks, UTF-8 and Windows-1252 give the same text."""
    assert decode(TEXT.encode(encoding), source="a.txt") == TEXT


def test_an_encoding_of_another_script_is_told() -> None:
    """What is neither is told by how it looks."""
    assert decode(ARABIC.encode("cp1256"), source="a.txt") == ARABIC


def test_a_page_declares_its_encoding() -> None:
    """The declaration of a page is believed where the bytes are not UTF-8."""
    page = f'<html><head><meta charset="windows-1251"></head><p>{"Двенадцать человек погибли. "}</p></html>'
    assert "Двенадцать" in decode(page.encode("cp1251"), source="a.html")


@pytest.mark.parametrize("data", [b"%PDF-1.7 some", b"PK\x03\x04 some", bytes(range(256)), b"\x01\x02\x03" * 50])
def test_what_is_not_text_is_refused(data: bytes) -> None:
    """Documents, archives and control characters are no text."""
    with pytest.raises(IntakeError) as caught:
        decode(data, source="a.txt")
    assert caught.value.code == BINARY.code


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", " \n".encode("utf-16")])
def test_what_is_empty_is_refused(data: bytes) -> None:
    """Nothing, white space and a lone mark are empty."""
    with pytest.raises(IntakeError) as caught:
        decode(data, source="a.txt")
    assert caught.value.code == EMPTY.code


@given(st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1).filter(lambda text: text.strip("\ufeff ")))
def test_utf8_comes_back_unchanged(text: str) -> None:
    """Nothing of a text is changed but its newlines."""
    data = text.encode()
    if text.strip() and not data.startswith(b"\xef\xbb\xbf"):
        assert decode(data, source="a.txt") == text


@given(st.text(st.characters(), max_size=50))
def test_clean_text_can_be_stored(text: str) -> None:
    """Whatever came in, the clean text has one kind of newline and is valid Unicode."""
    cleaned = clean(text)
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned
    cleaned.encode()
