"""Names: how those of bodies are folded, abbreviated, cut and described in Swedish."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_PLURALS = re.compile(
    r"^(?:samordningsförbunden|kommunerna|folkhögskolorna|regionerna|församlingarna|kommuner|"
    r"landstinget$|regionen$|kommunen$|socialtjänsten$|sjukvården$|kommunala aktivitetsansvaret$|"
    r"länets|samtliga|alla|flera|utvalda|övriga|\w+ läns (?:\w+ )?kommuner|\w+ kommuner)\b"
    r"(?!.*\bsamverkan$)",
    re.IGNORECASE,
)
_ASSOCIATION = re.compile(r"\bsamordningsförbund(?:et|ets)?\b|\bfinsam\b", re.IGNORECASE)
_ASSOCIATION_FILLERS = frozenset({"i", "och", "län", "läns", "samt"})
# Words for a body or unit of any municipality or county: alone they name none.
_NAMELESS = re.compile(
    r"(?!jernkontoret$)"  # a trade association
    r"(?:samordningsförbundet|länsstyrelsen|kommunförbundet|regionförbundet|universitetet|"
    r"högskolan|\w*(?:förvaltningen|kontoret|nämnden|enheten))$",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s\-‐‑‒–—−/,&+]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_ACRONYM = re.compile(r"[A-ZÅÄÖ][A-Za-zÅÄÖåäö0-9]{1,3}")


def in_composed_form(name: str) -> str:
    """A name in NFC, without soft hyphens and white space around."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", name)).strip()


def fold(name: str) -> str:
    """A name for comparison: NFC, lower case, dashes and spaces made one kind.

    >>> fold("Samordningsförbundet  Skellefteå–Norsjö")
    'samordningsförbundet skellefteå norsjö'
    """
    # Case folding may take letters apart again, so it stands between two compositions.
    folded = unicodedata.normalize("NFC", in_composed_form(name).casefold())
    return _SEPARATORS.sub(" ", folded).strip(" .;:")


def is_group(name: str) -> bool:
    """Whether a party is a description of several bodies ("sex samordningsförbund i väst").

    Such a description begins with a lower-case letter or a number, or with a plural.

    >>> is_group("Samordningsförbunden i Värmland"), is_group("Region Värmland")
    (True, False)
    """
    first = name[:1]
    return (
        first.islower()
        or first.isdigit()
        or _PLURALS.match(name) is not None
        or _NAMELESS.match(name) is not None
    )


def is_acronym(name: str) -> bool:
    """Whether a name is so short that it means something only in its surroundings.

    Up to four letters, two of them capitals at least; a short word has but one.

    >>> is_acronym("AF"), is_acronym("SKR"), is_acronym("LiU"), is_acronym("Sida")
    (True, True, True, False)
    """
    return _ACRONYM.fullmatch(name) is not None and (
        len(name) == 2 or sum(letter.isupper() for letter in name) >= 2
    )


def are_initials(letters: str, name: str) -> bool:
    """Whether `letters` abbreviate `name` ("VBU" of Västerbergslagens Utbildningsförbund)."""
    if not re.fullmatch(r"[A-ZÅÄÖ]{2,5}", letters) or letters[0] != name[:1].upper():
        return False
    remaining = iter(name.upper())
    return all(letter in remaining for letter in letters)


def spelled_out(name: str) -> Iterator[str]:
    """A name whose legal form or kind a register has cut: "Stift X", "… Forskningsinst AB"."""
    if short := re.match(r"Stift(?:elsen)?\s+(?=\S)", name):
        yield f"Stiftelsen {name[short.end() :]}"
        yield name[short.end() :]
    if re.search(r"\w+inst\b", name):
        yield re.sub(r"inst\b", "institut", re.sub(r"\s+AB$", "", name))


def names_association(name: str) -> bool:
    """Whether a name has the word samordningsförbund, or Finsam."""
    return _ASSOCIATION.search(name) is not None


def association_keys(name: str) -> set[frozenset[str]]:
    """The words that tell one samordningsförbund from another, whatever their order."""
    folded = fold(name)
    if not names_association(folded):
        return set()
    words = [
        word for word in _ASSOCIATION.sub(" ", folded).split() if word not in _ASSOCIATION_FILLERS
    ]
    keys = {frozenset(words)}
    if re.search(r"s samordningsförbund\b", folded):  # "Lunds samordningsförbund"
        keys.add(frozenset(word.removesuffix("s") for word in words))
    return {key for key in keys if key}
