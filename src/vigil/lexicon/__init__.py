"""Words as data: every word list is a YAML file in this folder, and this loader checks it against its form."""

from __future__ import annotations

from importlib import resources
from typing import Any, TypeVar

import yaml
from pydantic import TypeAdapter, ValidationError

from vigil.errors import BAD_LEXICON, LexiconError

T = TypeVar("T")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load(name: str, form: type[T]) -> T:
    """Read ``lexicon/<name>.yaml`` as a value of type ``form``, anything pydantic can check. Its users keep it.

    Raises LexiconError, naming the entry, where the file does not hold to the form.
    """
    text = resources.files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    data: Any = yaml.load(text, Loader=_Loader)  # a safe loader either way
    try:
        found: T = TypeAdapter(form).validate_python(data)
        return found
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise LexiconError(BAD_LEXICON, file=f"{name}.yaml", why=f"{where}: {first['msg']}") from error
