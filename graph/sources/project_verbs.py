"""Verbs behind the name of a project: "projektet X lyfter …", "har projektet X lyft …".

Only verbs that tell what projects do, are or get; none that is a noun as well ("bar", "lyft").
"""

from __future__ import annotations

# "arbeta": arbetar, arbetade, arbetas, arbetades, arbetats, arbetat
_STEMS = """
    administrer arbet avrund bekost belön betal beton börj coach dokumenter engager etabler
    expander finansier fir fokuser formuler främj förankr fördjup förenkl förändr gransk hamn
    handl hopp identifier implementer initier inkluder inrikt inspirer integrer involver jobb
    kall kombiner kompletter koordiner kort kost lyck lämn match medverk misslyck motiver
    motverk nominer ordn organiser paus pek permanent placer planer presenter pris producer
    prov prägl pröv publicer rapporter redovis rekryter resulter rust samarbet saml samordn
    samverk sats sikt slut spar sträv studer summer tilldel titt utbild utform utforsk utmärk
    utnyttj var vidareutveckl vis välkomn vänt öppn"""
_FORMS = ("ar", "ade", "as", "ades", "ats", "at")
_OTHERS = """
    anställde anställer anställt antagits antogs använde användes använt avlöser avlöses avlöste
    avlöstes avser avses avslogs avsåg bedrev bedrevs bedriver bedrivs behövde behöver behövs
    behövt berör berörde berörs beskrev beskrevs beskrivs beviljats bidragit bidrar bidrog
    bjuder bjudit bjöd bjöds blivit brutit bryter bryts bröt bröts byggde byggdes bygger byggs
    byggt bär deltagit dragit drar dras drev drevs driver drivit drivs drog drogs efterträdde
    efterträder erbjudit erbjöd erhåller erhållit erhöll ersatt ersatte ersattes ersätter
    ersätts fanns finns föddes följde följdes följer följs följt förbättrade förbättrar
    förlängdes förlängts gav gavs genomför genomförde genomfördes genomförs genomfört ges gett
    gick gjort godkändes godkänns godkänts gynnade gynnar gällde gäller gällt går gått haft
    hjälpt hjälpte hunnit håller hållit hålls höll hölls inneburit innehåller innehöll
    invigdes invigs invigts kartlade kartlades kartlagt kartlägger kom kommit krävde krävdes
    kräver krävs kunde kunnat kännetecknas lades lagts ledde leddes leder leds legat lett
    levde lever ligger lyfte lyfter lyftes lyfts läggs lär lärde låg menade menar minskade
    minskar mottagit mottar mottog möter möts mött mötte nekades nekas nådde nåddes når nås
    nått omfattat passade passar pågått påverkade påverkar riktade riktar rör rörde satt satte
    sattes ser sett skapade skapades skapat skedde sker skett skulle släpper släppte spred
    spreds sprider sprids startat stod styrdes styrs stängdes stänger stängs stärkt stärkte
    står stödde stöddes stöder stödjer stöds stött stöttade stöttar stöttas stöttat syns
    syntes sysselsatte sysselsätter sätter sätts såg söker söks sökt sökte söktes tagit tagits
    tas testade testat tillhör tillhörde tillkom tillkommit tillät tillåter tillåts togs
    trodde tror undersöker undersöks undersökt undersökte undersöktes uppnådde uppnår uppnått
    uppstod uppstått utgick utgår utgått utmärks utvecklade utvecklat vann varit vet ville
    vinner vunnit vände vänder vändes vänds växer växte återupptas ökade ökar överträffade"""
_INFINITIVES = """
    använda användas avslutas bidra bli bryta bygga delta driva drivas erbjuda ersätta finansieras
    finna fortsätta fungera få följa förbättra förlängas ge genomföra genomföras gå göra ha
    hitta hjälpa höja ingå kartlägga komma kunna leda locka lyfta lära minska möta nå
    presenteras pågå se skapa ske starta startas stärka stå stödja stötta sänka söka ta testa
    underlätta utgöra utveckla utvecklas utökas vända växla öka"""
# Those of any sentence, beside the above
_COMMON = """
    arbetar beviljades beviljas blev blir deltar deltog drar erbjuder fick får ger gör hade har
    heter hjälper ingick ingår kallas kan pågick pågår samverkar satsar ska skapar startade
    startades startar startas stärker sätter tar utvecklar var vill ägde äger är"""

VERBS = frozenset([f"{stem}{form}" for stem in _STEMS.split() for form in _FORMS] + _OTHERS.split())
INFINITIVES = frozenset([f"{stem}a" for stem in _STEMS.split()] + _INFINITIVES.split())
_SUPINES = frozenset(word for word in VERBS if word.endswith(("t", "ts")) and word != "vet")
_FINITE = (VERBS - _SUPINES) | frozenset(_COMMON.split())


def is_finite(word: str) -> bool:
    """Whether a clause may have a word for its verb, of which it has but one.

    >>> is_finite("lyfter"), is_finite("lyfts"), is_finite("lyckats")
    (True, False, False)
    """
    return word in _FINITE
