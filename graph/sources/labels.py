"""The labels of project-bank pages and fact boxes, with their variants, and what each holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from graph.records import Role
from graph.sources.needed_words import fold
from graph.sources.quick_patterns import quick
from graph.sources.screening import longest_of

Kind = Literal[
    "name", "number", "call", "programme", "objective", "region", "municipalities", "period",
    "start", "end", "budget", "grant", "participants", "targets", "keywords", "summary", "other",
    "owner", "participant", "partner", "cofinancier", "funder", "evaluator", "supplier",
    "initiator", "applied",
]  # fmt: skip

ROLES: dict[str, Role] = {role.value: role for role in Role}

# One table for every generation of the project bank; case, "s" and spaces vary on the pages.
_VARIANTS: dict[Kind, str] = {
    "name": "Namn|Projektnamn|Projektets namn|Projekttitel|Titel|Projekt|"
    "Namn på projektet|Namn på projekt|Projektbenämning|Projektets titel|Benämning|"
    "Projektets benämning|Projektrubrik|Insatsens namn|Namn på insatsen|Namn på insats|Insats",
    "number": "Projektnummer|Projektnr|Projekt-id|Projektid|Diarienummer|Diarienr|Dnr|Ärendenummer|"
    "Ärende-id|Ärendeid|Diarienummer ESF|"
    "Projektets nummer|Projektets diarienummer|Ärendenr|Dnr ESF|ESF-diarienummer|ESF-dnr|"
    "Journalnummer|Journalnr|Jnr|"
    "Diarienummer hos Svenska ESF-rådet|Diarienummer hos ESF-rådet|Projekt-ID ESF|"
    "Projektets ärende-id|D-nr|Dnr/Diarienummer",
    "call": "Utlysning|Utlysningsnummer|Utlysningens diarienummer|Utlysningens nummer|"
    "Utlysnings-id|"
    "Utlysningens namn och diarienummer|Utlysningens dnr|Utlysning dnr",
    "programme": "Program|Programperiod|ESF-program|Fond|Programnamn|Finansieringsprogram|"
    "Berörd fond",
    "objective": "Programområde|Specifikt mål|Specifika mål|Särskilt mål|Insatsområde|"
    "Prioriterad inriktning|Mål inom programmet|Investeringsprioritering|"
    "Programområde och specifikt mål|Insatsområde/mål|Prioriterat område",
    "region": "Region|ESF-region|Programregion|Insatsregion|Strukturfondsregion|"
    "Geografiskt område|NUTS-område|"
    "ESF-område|Region/område",
    "municipalities": "Kommun|Kommuner|Berörda kommuner|Geografisk omfattning|"
    "Projektet genomförs i|Kommuner som omfattas|"
    "Omfattade kommuner|Geografisk avgränsning|Projektet omfattar kommunerna|"
    "Orter|Projektorter|Deltagande orter|Verksamhetsort|Verksamhetsorter|Genomförandeort|"
    "Genomförandeorter|Genomförs i|Projektet bedrivs i|Bedrivs i|Upptagningsområde|"
    "Geografisk spridning|Län/kommun|Kommun/ort",
    "period": "Projektperiod|Projekttid|Period|Tidsperiod|Löptid|Projektets löptid|Genomförandetid|"
    "Tid|Beräknad tidsåtgång|Tidsåtgång|Beräknad tid|Planerad tid|Avtalad tid|"
    "Projektets tidsperiod|Genomförandeperiod|"
    "Projektets period|Projektets tid|Projektets tidplan|Projektets tidsram|Tidsram|"
    "Tidplan|Tidsplan|Tidsomfattning|Projektets längd|Projektlängd|Varaktighet|Genomförs|"
    "Genomförs under|Projektet pågår|Pågår|Pågår under|Pågick|Projektet pågick|När|"
    "När pågår projektet|Start- och slutdatum|Start och slut|Start–slut|"
    "Startdatum–slutdatum|Projektstart och projektslut|Tidsintervall|Avser perioden",
    "start": "Startdatum|Projektstart|Start|Projektets startdatum|Startdatum för projektet|"
    "Planerad start|"
    "Från och med|Fr.o.m.|Fr o m|Planerat startdatum|Beräknad start|Planerad projektstart|"
    "Startar|Projektet startar|Projektet startade|Startade|Påbörjas|Påbörjades|Startår|"
    "Projektets start|Startmånad|Datum för projektstart",
    "end": "Slutdatum|Projektslut|Slut|Projektets slutdatum|Slutdatum för projektet|Planerat slut|"
    "Till och med|T.o.m.|T o m|Planerat slutdatum|Beräknat slut|Planerat projektslut|"
    "Slutar|Projektet avslutas|Projektet avslutades|Avslutas|Avslutades|Avslut|Slutår|"
    "Projektets slut|Projektavslut|Slutmånad|Datum för projektslut",
    "budget": "Total projektstorlek|Projektstorlek|Projektets storlek|"
    "Total projektbudget|Total budget|Totalbudget|Totalt budget|Projektbudget|Budget|"
    "Totalt|Totalt belopp|Total omslutning|Omslutning|Projektets budget|"
    "Totalkostnad|Total kostnad|Total projektkostnad|Total finansiering|"
    "Projektets totala budget|Projektets totalbudget|Projektets totala kostnad|"
    "Projektkostnad|Projektkostnader|Totala projektkostnader|Total kostnadsbudget|"
    "Totala kostnader|Totala kostnaden|Totala stödberättigade kostnader|"
    "Kostnad|Kostnader|Projektets kostnad|"
    "Pengar|Ekonomi|Budget och kostnad|Projektets totala omslutning|"
    "Totalt projektbelopp|Totalbelopp|Budget totalt|"
    "Projektbudget totalt|Kostnad totalt|Sammanlagt belopp|Totala medel|Projektets kostnad totalt|"
    "Projektets omslutning|Projektomslutning|Total projektomslutning|"
    "Total svensk projektomslutning|Budgetomslutning|"
    "Totalfinansiering|Projektets totala finansiering|Total summa|Totalsumma|"
    "Beräknad totalkostnad|Beräknad kostnad|Budget/finansiering|Budget och finansiering|"
    "Summa|Summa totalt|Sammanlagd kostnad|Sammanlagd budget|Summa kostnader|Summa finansiering",
    "grant": "Belopp|"
    "Beviljat ESF-stöd|Beviljat stöd|Stöd|ESF-stöd|ESF-finansiering|Beviljat belopp|"
    "Beviljat|Beviljat EU-belopp|Beviljat (kr)|Beviljat, kr|"
    "Beviljat EU-stöd|EU-stöd|EU-belopp|Beviljade medel|Beviljat stöd från ESF|Stöd från ESF|"
    "Beviljad ESF-finansiering|Beviljat socialfondsstöd|Beviljat bidrag|"
    "Beviljat ESF-belopp|Beviljat ESF-bidrag|Beviljat EU-bidrag|Beviljade ESF-medel|"
    "Beviljade EU-medel|Beviljat stödbelopp|Beviljat stöd ESF|Stöd från EU|"
    "Stöd från ESF-rådet|Stöd från Svenska ESF-rådet|Stöd från Europeiska socialfonden|"
    "Stöd från Socialfonden|Stöd från ESF+|Stöd av ESF|Bidrag från ESF|Bidrag från EU|"
    "Bidrag från Europeiska socialfonden|Medel från ESF|Medel från EU|"
    "Medel från Europeiska socialfonden|Finansiering från ESF|Finansiering från EU|"
    "Finansiering från Europeiska socialfonden|Finansiering ESF|EU-finansiering|"
    "ESF-medel|EU-medel|ESF-bidrag|EU-bidrag|Socialfondsstöd|Socialfondsmedel|Stödbelopp|"
    "ESF-belopp|Beslutat stöd|Beslutat belopp|Beslutat ESF-stöd|Tilldelat stöd|Varav ESF|"
    "Varav ESF-stöd|Varav ESF-medel|Varav EU-stöd|Varav EU-medel|Varav från ESF|"
    "Varav stöd från ESF|Varav stöd från Europeiska socialfonden|ESF-rådets stöd|"
    "Projektstöd|Projektstöd från EU|Projektstöd från EU och staten|Projektstöd från EU-fond|"
    "Stöd från EU-fond|Beviljat projektstöd|Beviljad summa|Beviljat från ESF|Beviljat av ESF|"
    "Beviljat av ESF-rådet|Beviljat från Europeiska socialfonden|Stöd ur ESF|"
    "Stöd ur Europeiska socialfonden|Stöd från Europeiska socialfonden+|"
    "ESF-rådets bidrag|ESF|ESF+|ESF-rådet|Europeiska socialfonden",
    "participants": "Planerat antal deltagare|Antal deltagare|Antal planerade deltagare|"
    "Beräknat antal deltagare|Totalt antal deltagare|Antal deltagare (planerat)|Deltagarantal|"
    "Planerat deltagarantal|Planerade deltagare|Beräknat deltagarantal|"
    "Beräknade deltagare|Förväntat antal deltagare|Antal deltagare i projektet|"
    "Antal deltagande|Antal personer|Antal individer|Antal platser|Deltagare (antal)|"
    "Deltagare (plan)|Deltagare (planerat)|Deltagare (planerade)|Deltagare enligt plan|"
    "Deltagare enligt ansökan|Deltagare sammanlagt|Antal deltagarplatser|Deltagarplatser|"
    "Antal som beräknades delta|Antal som ska delta|Antal som planeras delta|"
    "Deltagare, planerat antal|Deltagare, beräknat antal|Deltagare, planerade|"
    "Deltagare (planerat antal)|"
    "Antal utbildningsplatser|Deltagarmål|Mål för antal deltagare|Antal som beräknas delta|"
    "Planerat antal deltagare i projektet|Antal planerade deltagare i projektet|Deltagare, antal|"
    "Planerat antal personer|Antal deltagande personer|Antal medarbetare|Måltal deltagare|Måltal|"
    "Deltagare, plan|Antal deltagare, plan|Antal deltagare (plan)|Antal deltagare enligt plan|"
    "Antal deltagare enligt ansökan|"
    "Beräknat antal personer|Planerat antal deltagande|"
    "Personer|Individer|Deltagare totalt|Antal deltagare totalt|Antal deltagare, planerat",
    "targets": "Målgrupp|Målgrupper|Målgrupp(er)|Projektets målgrupp|"
    "Primär målgrupp|Målgrupp för projektet|Deltagargrupp|Vem är projektet till för|"
    "För vem",
    "keywords": "Nyckelord|Ämnesord|Ämnen|Ämne|Taggar|Teman|Tema",
    "summary": "Sammanfattning|Projektsammanfattning|Beskrivning|Projektbeskrivning|"
    "Sammanfattning av projektet|Kort beskrivning|Om projektet|Projektets sammanfattning",
    "owner": "Vem äger|Vem driver|Vem äger projektet|Vem driver projektet|"
    "Projektledande organisation|Projektet ägs av|Projektet drivs av|Ägs av|Drivs av|"
    "Projektet leds av|Leds av|"
    "Insatsägare|Insatsens ägare|Ansvarig organisation|"
    "Projektägare|Projektägande organisation|Projektägarorganisation|Stödsökande|"
    "Stödsökande organisation|Sökande|Sökande organisation|Ägare|Huvudsökande|Huvudman|"
    "Stödmottagare|"
    "Projektets ägare|Projektägare/Kontakt|Projektägare och koordinator|Huvudprojektägare|"
    "Projekthuvudman|"
    "Huvudman för projektet|Ansvarig organisation|Ansvarig part|Ansvarig projektägare|"
    "Ansvarig huvudman|Projektansvarig organisation|Ägande organisation|Koordinator|"
    "Koordinerande organisation|Koordinerande part|Koordineras av|Samordnande part|"
    "Samordnas av|Stödmottagande organisation|Stödsökande part|Sökande part|Huvudpart|"
    "Organisationens namn|Organisation|Projektägare/stödmottagare|"
    "Stödmottagare/projektägare|Projektägare/sökande|Lead partner|Leadpartner",
    "participant": "Övriga deltagare|Övriga medverkande|"
    "Deltagande kommuner|Medverkande kommuner|Kommuner som deltar|"
    "Kommuner som medverkar|Medsökande|"
    "Medsökande organisationer|Deltagande organisationer|"
    "Deltagande organisation|Deltagande parter|Deltagande aktörer|Deltagande företag|Medverkande|"
    "Medverkande organisationer|Medverkande parter|Deltagande delprojekt|Delprojekt|"
    "Deltagande verksamheter|Deltagande arbetsgivare|Projektdeltagare|"
    "Parter|Parter i projektet|Projektets parter|Ingående parter|Ingående kommuner|"
    "Ingående organisationer|Kommuner i projektet|Kommuner som ingår|"
    "Organisationer i projektet|Medverkande aktörer|Medverkande företag|"
    "Medverkande verksamheter|Medverkande i projektet|Medverkar|Medverkar i projektet|"
    "Deltar|Deltar i projektet|Deltagande i projektet|Deltagande part|Deltagande aktör|"
    "Deltagande myndigheter|Deltagande regioner|Deltagande enheter|"
    "Deltagande förvaltningar|Deltagande samordningsförbund|"
    "Deltagande kommuner och organisationer|Deltagande kommuner och regioner|"
    "Vilka deltar|Vilka är med|Vilka medverkar|Delprojektägare|Delägare|"
    "Medsökande parter|Projektdeltagande organisationer|Aktörer i projektet|Samägare",
    "partner": "Samverkansparter|Samverkanspart|Samverkanspartner|Samverkanspartners|"
    "Samverkande|Samverkande parter|Samverkande organisationer|Samverkansaktörer|Samarbetspartner|"
    "Samarbetspartners|Samarbetsparter|Samarbetspart|Partner|Partners|Partnerskap|Projektpartner|"
    "Projektpartners|"
    "Projektparter|I samverkan med|I samarbete med|Samverkan med|Samarbetande parter|Samverkan|"
    "Samarbetsorganisationer|Samarbetsaktörer|Samarbetspartner i projektet|"
    "Samarbetspartners i projektet|Samverkansorganisationer|"
    "Samverkanspartner i projektet|Samverkanspartners i projektet|"
    "Samverkansparter i projektet|Samverkande aktörer|Samverkande kommuner|"
    "Samverkande myndigheter|Samverkar med|Samarbetar med|Samarbete|Samarbete med|"
    "Sker i samverkan med|Drivs i samverkan med|Genomförs i samverkan med|Övriga parter|"
    "Övriga partner|Övriga partners|Övriga samverkansparter|Övriga samverkanspartners|"
    "Övriga samarbetspartners|Övriga samarbetspartner|Övriga aktörer|Andra parter|"
    "Andra samarbetspartners|Andra samverkansparter|Våra partners|Våra samarbetspartners|"
    "Våra samverkanspartners|Externa parter|Externa samarbetspartners|Nätverkspartners|"
    "Strategiska partners|Lokala samverkansparter|Aktörer",
    "cofinancier": "Medfinansiär|Medfinansiärer|Medfinansiering|Medfinansieras av|Med stöd av|"
    "Medfinansierat av|Medfinansierar|Medfinansierande parter|"
    "Medfinansierande organisationer|Medfinansiering från|Offentliga medfinansiärer|"
    "Privata medfinansiärer|Nationella medfinansiärer|Delfinansiär|Delfinansiärer|"
    "Delfinansieras av|Medfinansiär i projektet|Medfinansiärer i projektet|"
    "Projektets medfinansiärer|"
    "Övriga medfinansiärer|Övriga finansiärer|Andra finansiärer|"
    "Andra medfinansiärer|Regional medfinansiär|"
    "Kommunal medfinansiär|Offentlig medfinansiär|Privat medfinansiär|Regionala medfinansiärer|"
    "Kommunala medfinansiärer|Delfinansiering från|Delfinansierat av|Samfinansiär|Samfinansiärer|"
    "Medfinansierad av|Projektet medfinansieras av|Medfinansieras också av|Medfinansieras även av",
    "funder": "Finansiär|Finansiärer|Finansieras av|Finansiering|Finansierat av|"
    "Huvudfinansiär|Finansierad av|Finansieras genom|Finansieras via|"
    "Projektet finansieras av|Projektets finansiär|Projektets finansiärer|"
    "Projektfinansiering|Projektfinansiär|Finansiering från",
    "evaluator": "Utvärderare|Extern utvärderare|Utvärdering|Följeforskare|"
    "Utvärderare i projektet|Utvärderas av|Utvärdering görs av|Extern utvärdering|"
    "Följeforskning|Lärande utvärdering|Upphandlad utvärderare|"
    "Externa utvärderare|Projektets utvärderare|"
    "Utvärdering och följeforskning|Följeforskning och utvärdering|Utvärdering utförs av|"
    "Utvärdering genomförs av|Utvärderingen görs av|Utvärderingen genomförs av|"
    "Utvärderingen utförs av|"
    "Följeforskning genomförs av|Följeforskning görs av|Följeforskare i projektet|"
    "Följeforskningen görs av|"
    "Utvärderat av|Utvärderades av|Projektet utvärderas av|Processutvärderare|Lärande utvärderare|"
    "Ansvarig för utvärdering|Ansvarig utvärderare|Anlitad utvärderare|Löpande utvärdering|"
    "Utvärderingsföretag",
    "supplier": "Leverantör|Leverantörer|Upphandlad leverantör|"
    "Upphandlade leverantörer|Kursleverantör|"
    "Kursleverantörer|Utbildningsleverantör|Utbildningsleverantörer|Upphandlad kursleverantör|"
    "Upphandlad utbildningsleverantör|Upphandlade utbildningsleverantörer|Upphandlad utbildare|"
    "Upphandlade utbildare|Upphandlad utbildningsanordnare|Upphandlade utbildningsanordnare|"
    "Upphandlad konsult|Upphandlade konsulter|Upphandlat företag|Upphandlade företag|"
    "Leverantör av utbildning|Leverantör av utbildningar|Leverantörer av utbildning|"
    "Anlitad konsult|"
    "Anlitade konsulter",
    # What was applied for is what was granted, where a page says that its projects were.
    "applied": "Sökt EU-belopp|Sökt EU-belopp från Socialfonden|Sökt EU-belopp från Socialfonden+|"
    "Sökt EU-belopp från Regionalfonden|Sökt EU-belopp från ESF|Sökt EU-belopp från ESF+|"
    "Sökt EU-belopp från ERUF|Sökt stöd från ESF|Sökt belopp|Sökt stöd|Sökt ESF-stöd|"
    "Sökt ESF-belopp|Sökta medel|Sökt EU-stöd|Ansökt belopp",
    "initiator": "Initiativtagare|Initierat av|Initiativtagare till projektet|"
    "På initiativ av|Initierades av|"
    "Projektet initierades av|Initiativtagande organisation|Initiativtagande organisationer|"
    "Initiativ till projektet",
    # Known labels whose values are not read; they end the value before them.
    "other": "Kontaktperson|Kontaktpersoner|Kontakt|Kontaktuppgifter|Kontaktinformation|E-post|"
    "E-postadress|Epost|Mejl|Telefon|Telefonnummer|Mobil|Projektledare|Huvudprojektledare|"
    "Projektledning|Handläggare|Ansvarig|Projektansvarig|Projektekonom|Webbplats|Webbsida|"
    "Hemsida|Länk|Projektets webbplats|Status|Projektstatus|Projekttyp|Typ av projekt|"
    "Beslutsdatum|Besökadress|Adress|"
    "Besöksadress|Postadress|Organisationsnummer|Org.nr|"
    "Offentlig medfinansiering|Privat medfinansiering|Antal kvinnor|Antal män|Varav kvinnor|"
    "Varav män|Län|Publiceringsdatum|"
    "Publicerad|Senast uppdaterad|Uppdaterad|Dokument|Bilagor|Ladda ner|Transnationellt samarbete|"
    "Presskontakt|Pressekontakt|Enhet|Behörig företrädare|Arbetsplatsnamn|Deltagare|"
    "Utbetalt stöd|Utbetalt ESF-stöd|"
    "Stödmottagare postnr|Stödmottagarens postnr|Stödmottagare postnummer|"
    "Stödmottagarens postnummer|Stödmottagarens address|Stödmottagarens adress|"
    "Stödmottagare adress|Stödmottagarens land|"
    "Stödmottagare land|Stödmottagarens ort|Stödmottagare ort|Projektägare org.nr|"
    "Projektägare org.nr.|"
    "Projektägare organisationsnummer|Projektägarens organisationsnummer|Program CCI|CCI|"
    "Sekundärtema|Sekundärtema - Motverka barnfattigdom|Insats av strategisk betydelse|NUTS-2 kod|"
    "NUTS-kod|Land som berörs|Unionens medfinansieringsgrad|Medfinansieringsgrad|Stödandel|"
    "Interventionstyp|Projektfas|Fas|Kontaktperson projektet|Kontaktperson i projektet|"
    "Kontaktperson för projektet|Kontakt i projektet|Kontakta oss|Kontakt för projektet|"
    "Utdelningsadress|Utlyst belopp|Utlysningens namn|Beviljat AMIF-stöd|"
    "Beviljat AMIF stöd|Beviljat stöd från AMIF|AMIF-stöd|Beviljat ERUF-stöd|ERUF-stöd|"
    "Egenfinansiering|Egen finansiering|Egen insats|Egeninsats|Nationell medfinansiering|"
    "Offentlig finansiering|Privat finansiering|Total medfinansiering|Kommunens del|"
    "Kommunens medfinansiering|Deltagarersättning|Deltagarersättningar|Projektassistent|"
    "Projektmedarbetare|Projektkoordinator|Kommunikatör|Ekonom|Delprojektledare|"
    "Lokal projektledare|Styrgrupp|Referensgrupp|Projektgrupp|Arbetsgrupp|In English|"
    "Språk|Dela sidan|Relaterade länkar|Relaterat|Läs mer|Mer information|Sidansvarig|"
    "Senast ändrad|Senast granskad|Sidan uppdaterad|Antal unga|Antal anställda|"
    "Öppettider|Fax|Växel|Fakturaadress|Projektrapporter|Slutrapport|Delrapport",
}


@lru_cache(maxsize=4096)
def _folded(label: str) -> str:
    return " ".join(fold(label).split())


# "Beslutat belopp från Europeiska socialfonden": what is given, and which fund gives it
_GIVEN = {
    "Beviljat": "stöd|belopp|bidrag|projektstöd|EU-stöd|ESF-stöd|EU-bidrag|ESF-bidrag|EU-belopp|"
    "ESF-belopp|stödbelopp|socialfondsstöd",
    "Beviljade": "medel|EU-medel|ESF-medel|projektmedel",
    "Beviljad": "summa|finansiering|EU-finansiering",
}  # fmt: skip
_GIVEN |= {
    given: _GIVEN[alike]
    for alike, others in {
        "Beviljat": "Beslutat|Tilldelat|Godkänt|Prioriterat",
        "Beviljade": "Beslutade|Tilldelade|Godkända",
        "Beviljad": "Beslutad|Tilldelad|Godkänd",
    }.items()
    for given in others.split("|")
}
_FUNDS = (
    "ESF|ESF+|ESF-rådet|Svenska ESF-rådet|EU|Europeiska socialfonden|Europeiska socialfonden+|"
    "Europeiska socialfonden plus|Socialfonden|Socialfonden+|EU:s socialfond|Amif|ERUF|"
    "Regionalfonden|Europeiska regionala utvecklingsfonden|Landsbygdsfonden|Jordbruksfonden|"
    "Europeiska jordbruksfonden|Leader"
)
_OF_FUND = (
    "Stöd|Bidrag|Medel|Finansiering|Belopp|Projektstöd|Varav stöd|Varav bidrag|Varav medel|Varav|"
    "Därav|Därav stöd"
)


_GRANT: Kind = "grant"


def _grants() -> Iterator[str]:
    """Labels of what a fund gives, put together of their parts."""
    for given, kinds in _GIVEN.items():
        for kind in kinds.split("|"):
            yield f"{given} {kind}"
            yield from (f"{given} {kind} från {fund}" for fund in _FUNDS.split("|"))
    for part in _OF_FUND.split("|"):
        yield from (f"{part} från {fund}" for fund in _FUNDS.split("|"))
    yield from (f"Därav {part}" for part in ("ESF", "ESF-stöd", "EU-stöd", "ESF-medel", "EU-medel"))
    for fund in ("EU:s", "ESF:s", "ESF-rådets", "Socialfondens", "Europeiska socialfondens"):
        yield from (f"{fund} {part}" for part in ("bidrag", "stöd", "del", "andel", "finansiering"))


_KINDS_OF_BODY = (
    "kommuner|parter|organisationer|aktörer|företag|myndigheter|arbetsgivare|skolor|regioner|föreningar|verksamheter|"
    "lärosäten|folkhögskolor|förbund|samordningsförbund|arbetsplatser|bolag|partner|partners"
)  # fmt: skip
_WHICH = "|Övriga |Andra |Alla |Samtliga |Lokala |Externa "
_PARTNERS = (
    "samverkanspart|samverkansparter|samverkanspartner|samverkanspartners|samarbetspart|samarbetsparter|samarbetspartner|"
    "samarbetspartners|samverkansaktörer|partner|partners|projektpartner|projektpartners|projektparter|partnerorganisationer"
)  # fmt: skip


def _parties() -> Iterator[tuple[str, Kind]]:
    """Labels of who takes part and who collaborates, put together of their parts."""
    for which in _WHICH.split("|"):
        for kind in _KINDS_OF_BODY.split("|"):
            for part in ("deltagande", "medverkande", "ingående", "medsökande"):
                yield f"{which}{part} {kind}", "participant"
                yield f"{which}{part} {kind} i projektet", "participant"
            for part in ("samverkande", "samarbetande"):
                yield f"{which}{part} {kind}", "partner"
                yield f"{which}{part} {kind} i projektet", "partner"
        for noun in _PARTNERS.split("|"):
            if which:
                yield f"{which}{noun}", "partner"
            yield f"{which}{noun} i projektet", "partner"
    for kind in _KINDS_OF_BODY.split("|"):
        for part in ("deltar", "medverkar", "ingår", "är med", "deltog", "medverkade"):
            yield f"{kind} som {part}", "participant"
        if not kind.startswith("partner"):
            yield f"{kind} i projektet", "participant"


LABELS: dict[str, Kind] = (
    {_folded(variant): _GRANT for variant in _grants()}
    | {_folded(variant): kind for variant, kind in _parties()}
    | {
        _folded(variant): kind
        for kind, variants in _VARIANTS.items()
        for variant in variants.split("|")
    }
)


def _labels_in(variants: str) -> frozenset[str]:
    return frozenset(_folded(variant) for variant in variants.split("|"))


PATTERN = quick(f"(?:{longest_of(LABELS)})", re.IGNORECASE)
# These are words of sentences and names as well: a label only where a colon or a line sets it off.
SET_OFF = _labels_in(
    "Totalt|När|Stöd|Samverkande|Pågår|Pågår under|Pågick|Projektet pågår|Projektet pågick|"
    "Genomförs|"
    "Genomförs under|Startar|Projektet startar|Projektet startade|Startade|Påbörjas|"
    "Påbörjades|Slutar|Projektet avslutas|Projektet avslutades|Avslutas|Avslutades|Avslut|"
    "Deltar|Deltar i projektet|Medverkar|Medverkar i projektet|Parter|Aktörer|Samarbete|"
    "Samarbete med|Samarbetar med|Samverkar med|Organisation|Koordinator|Kostnad|Kostnader|"
    "Summa|Summa totalt|Personer|Individer|Projektet omfattar kommunerna|Samordnas av|"
    "Koordineras av|Leds av|Ekonom|Fas|Växel|Från och med|Fr.o.m.|Fr o m|Till och med|T.o.m.|T o m"
)
# Names of funds, and words that head paragraphs, are labels only before a colon and a sum.
FUNDS = _labels_in("ESF|ESF+|ESF-rådet|Europeiska socialfonden|Ekonomi|Pengar")
# A page is read by its labels when at least three of these stand on it.
TELLING = frozenset(
    {
        "number",
        "call",
        "objective",
        "period",
        "start",
        "end",
        "budget",
        "grant",
        "participants",
        "owner",
        "region",
        "name",
    }
)
# These tell of a project too, but stand in prose as headings as well.
SUPPORTING = frozenset({"participant", "partner", "cofinancier", "funder", "municipalities"})


def kind_of(label: str) -> Kind:
    """What the value of a label is.

    >>> kind_of("BEVILJAT ESF-STÖD")
    'grant'
    """
    return LABELS[_folded(label)]


def is_one_of(labels: frozenset[str], written: str) -> bool:
    """Whether a label as a page writes it is one of `labels`."""
    return _folded(written) in labels
