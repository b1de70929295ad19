"""Names of projects in Swedish prose: where "projektet X" begins and ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from graph.sources.name_ends import END, OF_NAME
from graph.sources.name_explanations import with_explanation
from graph.sources.party_names import looks_like_body
from graph.sources.party_words import UPPER
from graph.sources.passages import MASK, squeeze, whole_uses
from graph.sources.quick_patterns import quick
from graph.sources.screening import Screened, once_a_range, promised, screened
from graph.sources.sentence_words import goes_on_at

_QUOTED = re.compile(r"[”\"“»'](?P<name>[^”\"“»«'\n]{2,80})[”\"“«']")
_PREDICATE = re.compile(
    r"\s+(?:är|var|får|fick|ska|har|beviljas|beviljades|drivs|drevs|startar|startade|riktar|vänder|pågår|"
    r"pågick|syftar|handlar|leds|ägs|finansieras|genomförs|avslutas|avslutades)\s"
)
_INFINITIVE = re.compile(r"\s+(?:[a-zåäö]{3,}a|ge|få|nå|se|bli|stå|ske|gå)\s")
_KIND = (
    r"(?:pilot|förprojekt|utvecklings|EU-|ESF-|Esf-|esf-|socialfonds|ESF\s|EU\s|samverkans|"
    r"kompetens|huvud|genomförande)?"
)
# "arbetslöshetsprojektet X": what a project is for, where the definite form names one
_COMPOUND_END = r"(?=projektet\s)(?<=[a-zåäöé]{4})(?<!syster)(?<!forsknings)(?<!grann)(?<!förebild)"
# What follows the word, up to where the name begins
_AFTER_WORD = (
    r"(?:\s+med\s+namnet|\s+kallat|\s+vid\s+namn|\s+(?:som\s+)?heter|:|,(?=\s[”\"“»]))?"
    rf"\s+(?=[{UPPER}\d”\"“»'#]|[a-z][A-ZÅÄÖ][a-zåäö])"
)
CUE = screened(
    rf"(?:(?<!\w)(?=[EFGHKPSUefghkpsu\u017f\u212a])(?P<kind>(?i:{_KIND}))|{_COMPOUND_END})(?P<word>[Pp]rojekt(?:et)?|[Ff]örstudien?|"
    rf"PROJEKT(?:ET)?){_AFTER_WORD}"
)
# What any cue has, which is soon seen to lack
_CUE_END = re.compile(rf"(?:rojekt(?:et)?|örstudien?|ROJEKT(?:ET)?){_AFTER_WORD}")
# "ett projekt för unga som heter X", "projektet kallas X"
_CALLED = screened(
    r"\b(?:[\w-]*[Pp]rojekt(?:et)?|[Ff]örstudien?|[\w-]*[Ss]atsning(?:en)?|[Ii]nsats(?:en)?)\b(?:\s+(?![A-ZÅÄÖ])[^\s.;:]+){0,8}?,?\s+(?:som\s+)?"
    rf"(?:heter|kallas|kallat|benämnt|går\s+under\s+(?:projekt)?namnet,?|(?:har\s+)?fått\s+(?:arbets)?namnet|fick\s+namnet|(?:har|bär)\s+(?:namnet|titeln)|döpts\s+till|med\s+namnet)\s+(?=[{UPPER}”\"“»'#])|"
    rf"(?:[Vv]årt(?:\s+(?:eget\s+)?delprojekt)?|[Dd]elprojektet)\s+(?:heter|kallas)\s+(?=[{UPPER}”\"“»'#])|"
    rf"(?:[Pp]rojektets|[Ss]atsningens|[Ii]nsatsens)\s+namn\s+(?:är|var|blir|blev)\s+(?=[{UPPER}”\"“»'#])|"
    rf"[Kk]alla[rst]?\s+(?:det\s+)?(?:projektet|satsningen|insatsen)\s+(?:för\s+)?(?=[{UPPER}”\"“»'#])|"
    rf"[Nn]amnet\s+på\s+(?:[\w-]+\s+){{0,3}}?[\w-]*(?:projektet|satsningen|insatsen|förstudien|projekt|satsning)\s+(?:är|var|blir|blev)\s+(?=[{UPPER}”\"“»'#])|"
    rf"(?:[Pp]rojektet|[Ff]örstudien|[Pp]rojektansökan),\s+(?=[”\"“]?[{UPPER}][^.,;:]{{1,40}},)"
)
# "Projektet heter X ger kraft och …": after these words the sentence goes on with "och" only
_OUTRIGHT = re.compile(r"(?:projektet|förstudien|satsningen)\s+(?:heter|kallas)\s+", re.IGNORECASE)
_IN_NAME = re.compile(
    r"\s[–—]\s[a-zåäö]|\s(?:[a-zåäö]{2,}(?:er|ar)|gör|får|går|står|ska|vill|kan|ger|tar)\b"
)
_BETWEEN_COMMAS = re.compile(rf"(?P<name>[{UPPER}][^.,:;”\"“]{{2,40}}),")
# "startade A ett gemensamt ESF-projekt, X."
_AFTER_COMMA = screened(
    rf"\bett\s+(?:[\w-]+\s+){{0,3}}?[\w-]*projekt(?:,|:|\s+[–-])\s+(?=[{UPPER}](?:[^.,;:\n–]|\.(?=\d)){{2,50}}(?:\.(?=\s|$)|(?:,|\s[–-])\s+[a-zåäö]))|"
    rf"\b[Pp]rojektet\s+[–-]\s+(?=[{UPPER}](?:[^.,;:\n–]|\.(?=\d)){{2,50}}\s[–-]\s+[a-zåäö])"
)
# "A är projektägare till X, ett projekt med stöd av …": the whole up to the comma
_APPOSED_NAME = screened(
    r"\b(?:(?:projektägare|projektledare|huvudman|partner|deltar|medverkar|ingår|jobbar|arbetar)\s+(?:till|för|i|med)|genom|inom|via|"
    r"driva|driver|starta|startar|genomföra|genomför|leda|leder|i\s?gång)\s+"
    rf"[”\"“]?(?P<name>[{UPPER}\d][^.,;:()\n”\"“–]{{2,60}}?)[”\"]?(?:,|\s+[–-])\s+ett\s+(?:[\w-]+\s+){{0,3}}?[\w-]*projekt\b"
)
# "kommunens arbetsmarknadsprojekt X", "vår nya satsning X"
_OF_WHOM = screened(
    r"\b(?:\w{3,}s|[Vv]årt|[Vv]år|[Dd]eras|[Ss]itt|[Ss]in)\s+(?:[a-zåäö-]+\s+){0,2}?"
    r"[a-zåäö-]*(?:projekt|satsning|insats|initiativ|förstudie)\s+(?=[A-ZÅÄÖ”\"“])"
)
# "genom ”nya vägar”, det projekt som A driver", "… ”nya vägar”, som är ett projekt för unga"
_QUOTED_BEFORE = screened(
    r"[”\"“»](?P<name>[^”\"“»«\n.!?]{2,60})[”\"“«],?\s+(?:[–-]\s+)?(?:som\s+är\s+)?(?:det|ett|vårt)\s+(?:[\w-]+\s+){0,3}?"
    r"[\w-]*(?:projekt|utvecklingsarbete|initiativ)(?:et)?(?:\s+(?:som|där|för|med|i|på)\b|,\s)"
)
# "X, kort för Y, blir namnet på den nya satsningen"
_NAMING = screened(
    rf"(?<!\w)[”\"“]?(?P<name>[{UPPER}\d](?:[^.,;:()\n”\"“]|\.(?=\d)){{1,50}}?)[”\"]?(?:,\s[^.,;:()\n]{{3,60}},)?\s+"
    r"(?:(?:blir|är|blev|var)\s+namnet\s+på\s+(?:det|den|ett|en|vårt|vår)|(?:heter|hette|kallas|kallades)(?:\s+(?:det|den))?)\s+(?:[\w-]+\s+){0,3}?"
    r"[\w-]*(?:projekt|satsning|insats|förstudie)(?:et|en)?\b"
)
# "Bland projekten finns ”X”", "… finns Region Exempelbygdens X"
_AMONG = screened(
    r"\bprojekten\b[^.;:”\"“]{0,50}(?=[”\"“])|"
    rf"\bprojekten\s+(?:finns|är)\s+(?:Region\s+[{UPPER}]\w+s|[{UPPER}]\w+\s+(?:kommuns|stads))\s+"
    rf"(?=[{UPPER}])"
)
# "utbildningssatsningen ”X”", "pilotinsatsen ”X”": only quotation marks make these names
_QUOTED_AFTER = screened(
    r"(?:projekt|projektet|satsning|satsningen|insatsen|förstudie|förstudien|initiativet)\s+"
    r"(?=[”\"“»])",
    re.IGNORECASE,
)
# "Det andra projektet är X": after a count of them
_ORDINAL = screened(
    r"\b(?:Det|Den)\s+(?:ena|andra|tredje)\s+(?:är|heter)\s+(?!projektet)(?=[”\"“»]|(?-i:[A-ZÅÄÖ]))|"
    r"\b(?:Det|Den)\s+(?:ena|andra|första|tredje|fjärde|sista)\s+(?:projektet|av\s+projekten|förstudien)"
    rf"(?:\s+(?:är|heter|kallas)\s+(?=[{UPPER}\d”\"“])|,?\s+(?=[”\"“»]))"
)
# "Projektnamn: X Diarienummer: …" in running text, as text layers of forms have it
_NAME_LABEL = screened(
    rf"\b(?:Projektnamn|Projektets\s+namn|Namn\s+på\s+projekt(?:et)?)\s*:?\s+(?=[{UPPER}\d”\"“»])"
)
_NEXT_LABEL = re.compile(
    r"\s+(?:Diarien\w+|Dnr|Projektn\w+|Projektäg\w+|Projektanordn\w+|Projektpartn\w+|Medfinansi\w+|Total\s+projekt\w+|Projektper\w+|Projekttid|Slutrapport|Lägesrapport|"
    r"Sammanfattning|Stödsökande|Organisation\w*|Ärendenummer|Datum|Kontaktperson|Programområde)\b|\n|$"
)
# "har sökt EU-medel till ”X”"
_MONEY_FOR = screened(
    r"\b(?:medel|\w*stöd|pengar|\w*bidrag|ansökan|ansökt|EU-medel|miljoner\s+kronor)\s+(?:till|för|om)\s+(?=[”\"“])"
)
# "Ett av de projekt som får stöd är X", "Bland de projekt som beviljats medel finns X"
_ONE_OF = screened(
    r"\b(?:[Ee]tt|[Ee]n)\s+av\s+(?:[\w-]+\s+){0,2}?(?:projekten|satsningarna|insatserna)\s+(?:är|var|heter|kallas)\s+(?=[A-ZÅÄÖ”\"“])|"
    r"\b(?:[Ee]tt\s+av|[Bb]land)\s+(?:de\s+)?projekt(?:en)?\s+som\s+(?:får|fick|har\s+fått|nu\s+|"
    r"beviljas|beviljades|beviljats|prioriteras|prioriterades|prioriterats|startar|startas|startade)\b"
    rf"[^.;,]{{0,80}}?\s+(?:är|var|heter|kallas|finns|fanns)\s+(?=[{UPPER}”\"“])"
)
# "Pengarna går till X, en förkortning av …", "till X som ska …": no body has such words behind it
_MONEY_GOES = screened(
    rf"\b(?:[Pp]engarna|[Mm]edlen|[Ss]tödet|[Bb]idraget|[Ss]umman)\s+(?:ska\s+)?(?:går|gick|gå)\s+till\s+"
    rf"(?=[{UPPER}][^.;:\n]{{1,60}}?,\s+(?:en\s+förkortning\s+av|förkortning\s+för|kort\s+för|som\s+(?:står\s+för|är\s+en\s+förkortning)|"
    r"ett\s+(?:[\w-]+\s+){0,3}?[\w-]*projekt|en\s+(?:[\w-]+\s+){0,3}?(?:satsning|insats))\b)"
)
_LONGEST_KIND = 20  # characters that a cue has before the end of its word, at most
_NEAR = 80  # characters before a cue in which the words stand that lead to it
_LONGEST = 500  # characters in which a name, of at most 90, ends with whatever white space
_LONGEST_CALLED = 50  # and one with a verb in it
_IN_IT = re.compile(r"\b(?:i|till|för|om|med)\s+$")
_OF_NAME = re.compile(rf"\s+{OF_NAME}\b")
_CAMEL = re.compile(r"[a-z][A-ZÅÄÖ][a-zåäö]")  # "eHälsa"
# A year, or a count of people: "utbildar projektet 75 nyckelpersoner"
_NO_NAME = re.compile(
    r"(?:19|20)\d\d\b|\d[\d ]*\s+(?:\w+\s+)?[a-zåäö]+(?:er|ar|or|are|na|en|unga|anställda)\b"
)
# "ska projektet X hjälpa …", "kan deltagare i X få …"
_AUXILIARY = re.compile(
    r"\b(?:ska|skall|kan|vill|skulle|kunde|måste|får|fick|bör|låter|kommer|väntas|hoppas)\s(?:[\w-]+\s){0,2}?"
    r"[\w-]*(?:projektet|satsningen|insatsen|förstudien)\s+$",
    re.IGNORECASE,
)
_BEFORE_VERB = re.compile(r"\batt\s+i\s+$")
# A word that sets off what follows a name, and the one after it
_GOES_ON = re.compile(
    r"\s(?:som|med|under|genom|mellan|inom|efter)\s(?!\w+r\b)[a-zåäöé-]{3,20}(?=[\s.,!?])"
)
# … and no verb or preposition
_SMALL_WORD = re.compile(
    r"\s(?!(?:med|runt|som|i|på|för|till|av|och|inom|under|vid|mot|från|om|kring|hos|den|det|de|ett|en)\b)"
    r"[a-zåäöé-]{2,}(?<!r)(?<!de)(?<!te)(?<!as)(?<!es)(?<!ts)(?!\w)"
)
_TWICE = 2
_SHORTEST = 2  # characters of a name: one letter is a mark
_ENDS_IN_WORD = re.compile(r"\s+(?:och|i|av|med|för|till|på|inom)$")
_ENDS_IN_AND = re.compile(r"\s+(?:och|samt)$")
GENERIC = quick(
    r"^(?:Ladda\s+ner.*|Hallå\b.*|Årsberättelse.*|.*\bwebbplats|Årsredovisning.*|Verksamhetsberättelse.*|Slutrapport.*|Nyhet\w*|Aktuell\w*|i|om|på|för|med|till|från|det|detta|ett|en|den|de|vi|syfte|mål|bakgrund|resultat|"
    r"samverkan|ESF\+?|EU|(?:ESF|EU)-(?:bidrag|stöd|medel|pengar|finansiering)\w*|Europeiska.*|"
    r"Svenska ESF.*|Socialfonden.*|Sverige|"
    r"Projekt(?:et|ägare|period|ledare|nummer|budget)?|"
    r"(?:Våra\s+|Alla\s+)?(?:Pågående|Avslutade|Aktuella|Kommande|Tidigare|Beviljade)|"
    r"(?:Nytt\s+)?(?:ESF|EU|Socialfonds?)\+?[- ]?projekt(?:et|en)?|"
    r"Projektet\s+[a-zåäö]+[td]es\b.*|Verksamhet(?:en)?|(?:Våra\s+)?Insatser(?:na)?|Insatsen|Forskning|Budgeten|"
    r"(?:SMF|SMEs?|KKN|FoU|FoI|IKT|IT|AI|HR|SFI|LSS)(?:-\w+)?|[MGTk]Wh|Mbit\b.*|M?kr|"
    r"Finansiär(?:er)?|Om\s+(?:oss|kommunen|regionen|förbundet|organisationen|webbplatsen)\b.*|Bra\s+att\s+veta|Våra\s+projekt\b.*|"
    r"Ansökan|Förstudien?|Satsningen|Initiativet|Arbetet|Samarbetet|Tanken|Syftet|Målet|"
    r"Pilotprojekt(?:et)?|Region|Kommun|Målgrupp|Under|Inom|Genom|"
    r"Efter|Varje|Alla|[a-zåäö]+\s+miljon(?:er)?(?:\s+kronor)?(?:\s+(?:från|till|ur)\b.*)?|\d[\d\s]*|\d[\d\s,.]*(?:kronor|kr|mkr|tkr|miljoner|procent|personer|år|månader).*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NameFound:
    """A project's name where it stands: `text[start:end]` is it, but for white space."""

    name: str
    start: int
    end: int
    cue: int  # where the word "projekt" before it begins
    capital: bool = False  # written "Projekt X", where "Projekt" may be part of the name
    titled: bool = False  # a title right above labels: no likelier name takes its place
    section: bool = False  # a heading within the page: what stands above is of something else


def is_common_noun(text: str, name: str) -> bool:
    """Whether a text has short letters for common nouns: "arbetsintegrerande företag (AF)"."""
    name = name.partition(" ")[0]
    if not (name.isupper() and name.isalpha() and len(name) < 7):
        return False
    nouns = r"\s".join(rf"{letter.lower()}[a-zåäö-]+" for letter in name)
    return re.search(rf"(?<!\w){nouns}\s\({name}\)", text) is not None


def name_at(
    text: str, at: int, stop: int, *, before_verb: bool = False, widest: bool = False
) -> tuple[int, int] | None:
    """The range of the project name that begins at `at`, or None.

    A name without quotation marks begins with a capital and runs to punctuation or to a word no
    name holds; `before_verb` says that an infinitive follows ("för att i projektet X stärka …"),
    `widest` that words which some names hold do not end it.
    """
    if quoted := _QUOTED.match(text, at, stop):
        return quoted.start("name"), quoted.end("name")
    if at >= stop or not (
        text[at].isupper() or text[at].isdigit() or text[at] == "#" or _CAMEL.match(text, at, stop)
    ):
        return None
    if text[at].isdigit() and _NO_NAME.match(text, at, stop):
        return None
    end_match = END.search(text, at, min(stop, at + _LONGEST))
    end = end_match.start() if end_match else min(stop, at + _LONGEST)
    if end_match and end_match.group().startswith(".") and re.match(r"\.\d", text[end : end + 2]):
        return None
    if before_verb and (verb := _INFINITIVE.search(text, at, end)):
        end = verb.start()
    if not widest:
        end = goes_on_at(
            text, at, end, infinitive=_AUXILIARY.search(text, max(0, at - 40), at) is not None
        )
    while end > at and text[end - 1] in " \t\n,–-":
        end -= 1
    trailing = _ENDS_IN_WORD.search(text[at:end])
    # but "Ett steg till får …", and "Ett steg till" wherever it stands
    if trailing and not (_PREDICATE.match(text, end, stop) or _always_so(text, at, end, trailing)):
        end = at + trailing.start()
    end = with_explanation(text, at, _with_recurring(text, at, end, stop), stop)
    if trailing := _ENDS_IN_AND.search(text[at:end]):
        end = at + trailing.start()
    if _OF_NAME.match(text, end, stop) and _is_genitive(text, at, end):
        end -= 1
    written = squeeze(text[at:end])
    if len(written) < _SHORTEST or MASK in written or len(written) > 90 or GENERIC.match(written):
        return None
    return at, end


def _is_genitive(text: str, at: int, end: int) -> bool:
    """Whether a name ends in the "s" of a genitive: "Exempelvägens mål", and not "Kompass mål"."""
    name = text[at:end]
    return name.endswith("s") and not name.endswith("ss") and _is_used_without(text, name)


@lru_cache(maxsize=64)  # a text that names one thing without end asks the same each time
def _is_used_without(text: str, name: str) -> bool:
    """Whether a text has a name without its last letter, or only once with it."""
    return sum(1 for _ in whole_uses(text, name)) == 1 or any(
        True for _ in whole_uses(text, name[:-1])
    )


def _always_so(text: str, at: int, end: int, trailing: re.Match[str]) -> bool:
    """Whether a name is never written without the word that it ends in."""
    uses = text.count(text[at:end])
    return uses > 1 and uses == text.count(text[at : at + trailing.start()])


def _with_recurring(text: str, at: int, end: int, stop: int) -> int:
    """The end of a name that goes on alike wherever it stands: "Vägen som krydda"."""
    words = _GOES_ON.match(text, end, stop)
    if words is None:
        return end
    so = _goes_on_so(text, text[at:end], text[at : words.end()])
    return words.end() if so else end


@lru_cache(maxsize=64)  # a text that names one thing without end asks the same each time
def _goes_on_so(text: str, name: str, longer: str) -> bool:
    """Whether a name is used more than once, and each time as part of the longer one."""
    uses = sum(1 for _ in whole_uses(text, name))
    return uses > 1 and text.count(longer) == uses


@once_a_range
def names_in(text: str, start: int, end: int) -> list[NameFound]:
    """The names after the word "projekt" in `start..end`."""
    found: list[NameFound] = []
    likely = promised(text, start, end, _CUES)
    if not likely:
        return found
    for pattern, read in _READERS:
        if pattern.bit & likely:
            cues = pattern.pattern.finditer(text, start, end)
            found += [name for cue in cues if (name := read(text, cue, end)) is not None]
    if CUE.bit & likely and (ending := _CUE_END.search(text, start, end)):
        for cue in CUE.pattern.finditer(text, max(start, ending.start() - _LONGEST_KIND), end):
            name = _after_word(text, start, cue, end)
            if name is not None:
                found.append(name)
    return found


def _after_cue(text: str, cue: re.Match[str], end: int) -> NameFound | None:
    span = name_at(text, cue.end(), end)
    return NameFound(squeeze(text[slice(*span)]), *span, cue=cue.start()) if span else None


def _called(text: str, cue: re.Match[str], end: int) -> NameFound | None:
    if _OUTRIGHT.fullmatch(cue.group()):
        span = name_at(text, cue.end(), end)
        goes_on = _IN_NAME.match(text, span[1], end) if span is not None else None
        longer = END.search(text, goes_on.end(), end) if goes_on is not None else None
        if span is not None and longer is not None and longer.start() - span[0] <= _LONGEST_CALLED:
            name = squeeze(text[span[0] : longer.start()])
            return NameFound(name, span[0], longer.start(), cue=cue.start())
    between = _BETWEEN_COMMAS.match(text, cue.end(), end) if text[cue.end() - 2] == "," else None
    if between is None or looks_like_body(between["name"]):
        return _after_cue(text, cue, end)
    name = squeeze(between["name"])  # "projektet, Stegen som lyfter, syftar till …"
    return NameFound(name, *between.span("name"), cue=cue.start())


def grown(text: str, found: NameFound) -> NameFound:
    """A name with the words that follow it wherever it stands: "Hela" in "Hela steget"."""
    end = found.end
    while (word := _SMALL_WORD.match(text, end)) is not None and END.match(text, end) is None:
        uses = sum(1 for _ in whole_uses(text, text[found.start : end]))
        longer = sum(1 for _ in whole_uses(text, text[found.start : word.end()]))
        if uses < _TWICE or longer < uses:
            break
        end = word.end()
    if trailing := _ENDS_IN_WORD.search(text[found.start : end]):
        end = found.start + trailing.start()
    if end <= found.end:
        return found
    return NameFound(squeeze(text[found.start : end]), found.start, end, found.cue)


def is_called_so(text: str, found: NameFound) -> bool:
    """Whether a sentence does no more than to say what the project is called."""
    return _OUTRIGHT.fullmatch(text, found.cue, found.start) is not None


def _after_label(text: str, cue: re.Match[str], end: int) -> NameFound | None:
    stop = _NEXT_LABEL.search(text, cue.end(), end)
    right = stop.start() if stop else end
    name = squeeze(text[cue.end() : right]).strip(' .,;”"“»')
    if not 2 < len(name) < 90 or MASK in name or GENERIC.match(name):
        return None
    return NameFound(name, cue.end(), right, cue=cue.start())


def _after_comma(text: str, cue: re.Match[str], end: int) -> NameFound | None:
    found = _after_cue(text, cue, end)
    return None if found is None or looks_like_body(text[found.start : found.end]) else found


def _in_apposition(_: str, cue: re.Match[str], __: int) -> NameFound | None:
    name = squeeze(cue["name"])
    if looks_like_body(name):
        return None
    return NameFound(name, *cue.span("name"), cue=cue.start())


def _after_money(text: str, cue: re.Match[str], end: int) -> NameFound | None:
    found = _after_cue(text, cue, end)
    if found is None:
        return None
    name = found.name.rstrip(".")
    return NameFound(name, found.start, found.start + len(name), cue=cue.start())


def _after_word(text: str, start: int, cue: re.Match[str], end: int) -> NameFound | None:
    """The name after "projektet", in a sentence from `start`."""
    if cue.group().rstrip().endswith(":") and _IN_IT.search(
        text[max(start, cue.start() - _NEAR) : cue.start()]
    ):
        return None  # "med i projektet: A och B" lists who is
    before_verb = _BEFORE_VERB.search(text[max(start, cue.start() - 12) : cue.start()])
    span = name_at(text, cue.end(), end, before_verb=before_verb is not None)
    if span is None:
        return None
    capital = cue["word"] == "Projekt" and not cue["kind"]
    return NameFound(squeeze(text[slice(*span)]), *span, cue=cue.start(), capital=capital)


# What reads the name after each cue, in the order in which names count
_READERS: tuple[tuple[Screened, Callable[[str, re.Match[str], int], NameFound | None]], ...] = (
    (_CALLED, _called),
    (_NAME_LABEL, _after_label),
    (_AFTER_COMMA, _after_comma),
    (_OF_WHOM, _after_comma),
    (_APPOSED_NAME, _in_apposition),
    (_NAMING, _in_apposition),
    (_QUOTED_BEFORE, _in_apposition),
    (_AMONG, _after_cue),
    (_ONE_OF, _after_cue),
    (_QUOTED_AFTER, _after_cue),
    (_ORDINAL, _after_cue),
    (_MONEY_FOR, _after_money),
    (_MONEY_GOES, _after_comma),
)
_CUES = CUE.bit | sum(pattern.bit for pattern, _ in _READERS)
