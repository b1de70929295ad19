"""What a passive sentence says is owned or led: "Lokalerna ägs av A" tells of premises."""

from __future__ import annotations

import re

from graph.sources.role_words import RoleRule

_PASSIVE = frozenset({"owner.owned-by", "owner.led-by", "owner.jointly", "owner.owned-by-since"})
# Things and parts beside the project that bodies own, run or lead.
_THING = (
    r"(?:lokal(?:en|erna)|huset|husen|byggnad(?:en|erna)|fastighet(?:en|erna)|gården|kafée?t|caféet|"
    r"\w*butiken|restaurangen|verkstaden|plattformen|systemet|appen|webbplatsen|metoden|modellen|"
    r"företaget|bolaget|bussen|bilen|utrustningen|"
    r"del(?:ar|arna|en|ar\s+av\s+\S+(?:\s+\S+)?|en\s+av\s+\S+)|del(?:projekt(?:et|en)?|insats(?:en|erna))|"
    r"\w*(?:styr|referens|arbets|ledning|samverkans|analys)gruppen|\w*nätverket|\w*utvärdering(?:en)?|"
    r"följeforskningen|workshopp?(?:en|arna)?|konferensen|seminari(?:et|erna)|föreläsning(?:en|arna)|"
    r"kurs(?:en|erna)|resan|träffarna|cirkeln|cirklarna|arbetspaket(?:et)?)"
)
_OPENS = re.compile(rf"\W*(?:[\w-]+\s+){{0,1}}?{_THING}\b", re.IGNORECASE)
_PART_OPENS = re.compile(
    r"\W*(?:en|ena|den\s+\w+|denna|vissa|flera|andra|övriga)\s+del(?:ar|en)?\b", re.IGNORECASE
)
_RIGHT_BEFORE = re.compile(rf"\b{_THING},?\s+som\s*$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]\s|,?\s(?:och|men|medan)\s(?=\w+\s*$)|[.!?]\s+(?=[A-ZÅÄÖ])")


def is_of_other_thing(rule: RoleRule, text: str, start: int, at: int) -> bool:
    """Whether a passive cue at a place, in a sentence from `start`, tells of a thing or a part."""
    if rule.name not in _PASSIVE:
        return False
    breaks = list(_CLAUSE.finditer(text, start, at))
    left = breaks[-1].end() if breaks else start
    if "projektet" in text[left:at].casefold().split()[:1]:
        return False
    return (
        _OPENS.match(text, left, at) is not None
        or _PART_OPENS.match(text, left, at) is not None
        or _RIGHT_BEFORE.search(text, max(start, at - 60), at) is not None
    )
