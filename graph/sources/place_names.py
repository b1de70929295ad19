"""Names of municipalities, counties and regions of the fund, which are no names of projects."""

from __future__ import annotations

import re

from graph.mentions import Mentions
from graph.sources.passages import whole_uses
from graph.sources.screening import screened

# The regions that the fund is divided into; "Stockholm" is more often the city or the county.
FUND_REGION = screened(
    r"(?<!\w)(?P<region>Övre Norrland|Mellersta Norrland|Norra Mellansverige|Östra Mellansverige|"
    r"Västsverige|Småland(?: och |/|-| & )Öarna|Sydsverige)"
    r"(?:s(?=\s+(?:\w+\s+)?\w*(?:möte|sammanträde|beslut|prioritering|utlysning)))?(?!\w)",
    re.IGNORECASE,
)
COUNTY = re.compile(
    r"(?:(?:Region\s+)?(?:Stockholm|Uppsala|Sörmland|Södermanland|Östergötland|Jönköping|Kronoberg|Kalmar|"
    r"Gotland|Blekinge|Skåne|Halland|Västra\s+Götaland|Värmland|Örebro|Västmanland|Dalarna|"
    r"Gävleborg|Västernorrland|Jämtland|Härjedalen|Västerbotten|Norrbotten|Skaraborg|Småland|Sjuhärad|Fyrbodal|"
    r"Norrland|Mellansverige|Västsverige|Sydsverige|Roslagen|Södertörn)"
    r"s?(?:\s+län)?(?:\s*[/,]\s*|\s+och\s+)?){1,4}",
    re.IGNORECASE,
)
_ISLES = re.compile(r"(?<=Småland)(?:/|-| & )(?=[Öö]arna)")
_SUM = re.compile(r"[\s:–-]*\d[\d\s.,]*(?:kronor|kr|mkr|tkr|mnkr|miljoner)\b.*", re.IGNORECASE)


def region_name(written: str) -> str:
    """A region of the fund as it is named in full: "Småland/öarna" is "Småland och öarna".

    >>> region_name("Småland/öarna"), region_name("Övre Norrland")
    ('Småland och öarna', 'Övre Norrland')
    """
    return _ISLES.sub(" och ", written)


def is_region(name: str) -> bool:
    """Whether a name, but for a sum behind it, is a county or a region of the fund."""
    place = _SUM.sub("", name).replace("&", "och").strip()
    return FUND_REGION.pattern.fullmatch(place) is not None or COUNTY.fullmatch(place) is not None


def is_place(mentions: Mentions, name: str) -> bool:
    """Whether a name is a municipality, or a county or region as `is_region` says."""
    return is_region(name) or mentions.is_municipality(_SUM.sub("", name))


def is_where(text: str, name: str) -> bool:
    """Whether a word ends a title and stands behind "i" each time: a place that no list has.

    >>> is_where("Möte i Exempelås\\n\\nVi sågs i Exempelås.", "Exempelås")
    True
    """
    uses = list(whole_uses(text, name)) if " " not in name else []
    return all(text.endswith(" i ", 0, at) for at in uses) and any(
        text.startswith("\n", at + len(name)) for at in uses
    )
