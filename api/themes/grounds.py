"""What speaks for a predicted theme, as pages show it."""

from __future__ import annotations

from typing import Final

from api.contexts.themes import Ground
from api.themes.models import PredictedThemeModel
from api.translations import Translator

_AROUND: Final = 60
"""Characters of a text before and after what stands there."""
_FACTS: Final = {
    "name": "name",
    "summary": "summary",
    "keyword": "keywords",
    "target_group": "target_groups",
}


def grounds_of(theme: PredictedThemeModel, t: Translator) -> tuple[Ground, ...]:
    """Where the theme's labels stand, with a little of the text around."""
    found = []
    for ground in theme.grounds:
        start, end = max(0, ground.start - _AROUND), min(len(ground.text), ground.end + _AROUND)
        before = ("… " if start else "") + ground.text[start : ground.start]
        after = ground.text[ground.end : end] + (" …" if end < len(ground.text) else "")
        found.append(
            Ground(
                kind=t(f"fact.{_FACTS[ground.field]}"),
                before=before,
                quote=ground.quote,
                after=after,
                near=ground.label is None,
            )
        )
    return tuple(found)
