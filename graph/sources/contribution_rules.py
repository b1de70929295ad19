"""Wordings that say who takes part by what they put in: their staff, their places, their share.

"A lånar ut en handläggare på halvtid", "B går in med en coach", "C och D genomför arbetspaket 2".
Money is put in by co-financiers, and courses that are bought by suppliers; those have other rules.
"""

from __future__ import annotations

from graph.records import Role
from graph.sources.role_words import RoleRule, rule

_NAME = r"(?-i:[”\"“]?[A-ZÅÄÖ])"
_ADVERB = (
    r"(?:\s+(?:också|även|nu|båda|bägge|alla|samtliga|var\s+för\s+sig|vardera|dessutom|därför|där|själva?|"
    r"å\s+sin\s+sida|tillsammans|gemensamt))*"
)
# Who works in the project; who evaluates it or follows it in research does not
_STAFF = (
    r"(?:(?!följe|utvärder)[a-zåäö-]*(?:handläggare|coach(?:er)?|samordnare|medarbetare|handledare|vägledare|personal|tjänst(?:er|eperson(?:er)?|emän)?|"
    r"konsulent(?:er)?|pedagog(?:er)?|terapeut(?:er)?|inspektör(?:er)?|lärare|ledare|rådgivare|mentor(?:er)?|sekreterare|"
    r"psykolog(?:er)?|kurator(?:er)?|sjukskötersk(?:a|or)|läkare|strateg(?:er)?|lots(?:ar)?|"
    r"praktikplats(?:er)?|praktik|arbetsplats(?:er)?|(?:tränings)?platser|arbetstid|personalresurser))\b"
)
_COUNT = (
    r"(?:(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|\d{1,2}|sina?|sitt|egna?|eget|var\s+sin|varsin|var\s+sitt|varsitt|"
    r"halv|flera|både|erfaren|erfarna|ordinarie|utsedda?|särskilda?)\s+){0,3}(?:[a-zåäö]+\s+(?:och|samt)\s+)?"
)
_PUTS_IN = (
    r"(?:bidrar|bidrog|går\s+in|gick\s+in|ställer\s+upp|ställde\s+upp|har\s+ställt\s+upp|kommer\s+att\s+(?:bidra|gå\s+in|ställa\s+upp)|"
    r"ska\s+(?:bidra|gå\s+in|ställa\s+upp)|har\s+bidragit|har\s+gått\s+in|skjuter\s+till|bistår|finns\s+med|är\s+med)"
)
_LENDS = (
    r"(?:lånar\s+ut|lånade\s+ut|har\s+lånat\s+ut|avsätter|avsatte|har\s+avsatt|avdelar|avdelade|har\s+avdelat|"
    r"ställer|ställde|har\s+ställt|släpper\s+(?:till|iväg|in)|släppte\s+(?:till|iväg|in)|"
    r"håller\s+med|höll\s+med|har\s+utsett|utser|utsåg|upplåter|öppnar|bemannar\s+(?:\w+\s+)?med)"
)
# how long or how much: "om 50 %", "på halvtid"; and "till förfogande"
_SO_MUCH = (
    r"(?:\s+(?:(?:om|på)\s+(?:\d+\s*(?:%|procent)|halvtid|heltid|deltid)|"
    r"till\s+(?:förfogande|projektet|teamet|arbetslaget)|vardera))?+"
)
_PART = (
    r"(?:arbetspaket(?:et|en)?|delprojekt(?:et|en)?|delmoment(?:et|en)?|spår(?:et|en)?|"
    r"delinsats(?:en|erna)?|modul(?:en|erna)?|block(?:et|en)?)\b"
)

CONTRIBUTION_RULES: tuple[RoleRule, ...] = (
    # "A går in med en fysioterapeut om 50 %", "B ställer upp med platser och handledare"
    rule(
        "participant.puts-in-staff",
        Role.PARTICIPANT,
        rf"(?<!\bsom)\s+{_PUTS_IN}{_ADVERB}\s+med\s+{_COUNT}{_STAFF}{_SO_MUCH}",
        "before",
    ),
    # "… och C med en arbetskonsulent": what the words before say of A
    rule(
        "participant.puts-in-too",
        Role.PARTICIPANT,
        rf"\s+med\s+(?:en|ett|två|tre|fyra|\d)\s+{_COUNT}{_STAFF}{_SO_MUCH}(?=\s*[.,;]|\s+(?:och|samt)\s|$)",
        "before",
    ),
    # "A lånar ut en handläggare", "B ställer handledare till förfogande"
    rule(
        "participant.lends-staff",
        Role.PARTICIPANT,
        rf"(?<!\bsom)\s+{_LENDS}{_ADVERB}\s+{_COUNT}{_STAFF}{_SO_MUCH}(?!\s+(?:åt|för)\s+(?!projektet|deltagar))",
        "before",
    ),
    # "A och B genomför arbetspaket 2 respektive 3", "C ansvarar för delprojektet i Exempelstad"
    rule(
        "participant.does-part",
        Role.PARTICIPANT,
        r"\s+(?:genomför|genomförde|leder|ledde|utför|utförde|sköter|skötte|bemannar|driver|drev|"
        r"(?:ansvarar|ansvarade|svarar|svarade|står|stod)\s+för|håller\s+i|höll\s+i|har\s+(?:ansvar(?:et)?\s+för|hand\s+om)|tar\s+hand\s+om)"
        rf"{_ADVERB}\s+(?:(?:(?:ett|en|två|tre)\s+av|det|de|ett|sitt|två|tre|var\s+sitt|varsitt|[a-zåäö]+a)\s+){{0,2}}{_PART}"
        r"(?:\s+\d(?:\s*(?:,|och|respektive|samt|[–-])\s*\d)*)?",
        "before",
    ),
    # "A och B ansvarar för utbildningarna"
    rule(
        "participant.does-training",
        Role.PARTICIPANT,
        r"\s+(?:ansvarar|ansvarade|svarar|svarade)\s+(?:också\s+|även\s+)?för\s+(?:(?:en\s+stor\s+del|huvuddelen|merparten|delar|en\s+del)\s+av\s+)?"
        r"(?:utbildning(?:arna|en)|kursern?a|kompetensutvecklingen|coachningen|handledningen|rekryteringen|kartläggningen)(?=\s*[.,;]|\s*$|\s+i\s+projektet\b)",
        "before",
    ),
    # "… och B för arbetspaket 3"
    rule(
        "participant.does-part-too",
        Role.PARTICIPANT,
        rf"\s+för\s+(?:det\s+)?(?:[a-zåäö]+a\s+)?{_PART}(?=\s+\d|\s*[.,;]|$)",
        "before",
    ),
    # "I ett team går A in med en coach", "Till teamet lånar B ut två handläggare"
    rule(
        "participant.puts-in-inverted",
        Role.PARTICIPANT,
        rf"\b(?:går|gick|bidrar|bidrog|ställer|lånar|lånade)\s+(?={_NAME}(?:(?!\ssom\s)[^.;:]){{2,90}}?\s+(?:(?:in|upp)\s+)?(?:med|ut)\s+{_COUNT}{_STAFF})",
        "after",
    ),
    # "Under tre år ska A och B ihop med C utbilda …"
    rule(
        "participant.will-along-with",
        Role.PARTICIPANT,
        rf"\b(?:ska|skall|vill|kommer)\s+(?:nu\s+)?(?={_NAME}(?:(?!\ssom\s)[^.;:,]){{2,70}}?\s(?:och|samt)\s(?:(?!\ssom\s)[^.;:,]){{2,50}}?,?\s+"
        r"(?:tillsammans|ihop|gemensamt)\s+med\s+(?-i:[A-ZÅÄÖ]))",
        "after",
    ),
    # "Vi i Exempelstad är en av dem" stands beside the count of those that take part
    rule(
        "participant.we-are-one",
        Role.PARTICIPANT,
        r"\b(?-i:V|v)i\s+(?:i|på|från|hos)\s+(?=(?-i:[A-ZÅÄÖ])[^.,;:]{2,40}?\s+är\s+(?:en|ett)\s+av\s+(?:dem|dessa|de\s+(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio)|parterna|deltagarna)\b)",
        "after",
        single=True,
    ),
)
