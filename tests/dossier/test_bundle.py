"""The front-end bundle: made from locked packages, and small enough to stand in every page."""

from __future__ import annotations

import json
from pathlib import Path

from vigil.dossier.world import static

FRONTEND = Path(__file__).parents[2] / "frontend"


def test_lock_names_no_download_address() -> None:
    """Whoever installs it uses their own registry; every package is held by its hash."""
    text = (FRONTEND / "package-lock.json").read_text(encoding="utf-8")
    packages = [entry for name, entry in json.loads(text)["packages"].items() if name]
    assert "://" not in text
    assert packages
    assert all(entry["integrity"].startswith("sha512-") for entry in packages)


def test_bundle_stays_small_and_cannot_end_its_own_tag() -> None:
    """Script and style are copied into every page as they are."""
    script, style = static("vigil.js"), static("vigil.css")
    assert len(script) + len(style) < 150_000
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "</style" not in style.lower()


def test_style_asks_for_nothing() -> None:
    """No font, image or sheet from elsewhere."""
    style = static("vigil.css")
    assert "@import" not in style
    assert "://" not in style
    assert "url(" not in style.replace("url(#", "")
