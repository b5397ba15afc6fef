"""Articles in one file, a JSON object a line: `{"url": "https://…/berita/1", "text": "Jakarta (ANTARA) - Menteri …"}`."""

from __future__ import annotations

import json
from pathlib import Path

from kg.errors import SourceError


def read_lines(path: Path) -> dict[str, str]:
    """The texts of a JSON-lines file by their `url`; SourceError where a line is not of that form."""
    texts: dict[str, str] = {}
    number = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):  # noqa: B007
                row = json.loads(line)
                texts[str(row["url"])] = str(row["text"])
    except OSError as e:
        raise SourceError(f"{path}: {(e.strerror or str(e)).lower()}; give a file of JSON lines with `url` and `text`") from e
    except (ValueError, KeyError, TypeError) as e:
        raise SourceError(f"{path}:{number}: expected a JSON object with `url` and `text`: {' '.join(str(e).split())}") from e
    return texts
