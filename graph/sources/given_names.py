"""Given names common in Sweden, folded: with one before it, a surname tells of a person.

General knowledge, of no use but to find persons whom a page names without any label. Names that
are as often words, places or brands are left out.
"""

GIVEN_NAMES = frozenset(
    """
    adam agneta ahmed ake albin aleksandra alexander alexandra alf ali alice alicia amanda
    amina anders andreas anette angelica anita ann anna annakarin annalena annamaria anne
    anneli annelie annette annica annika anton arne arvid asa asmund asta astrid august axel
    barbro bengt berit bertil birger birgit birgitta bjorn bo bodil borje britt britta
    brittmarie camilla carin carina carl carola carolina caroline cassandra catarina catharina
    cecilia charlotta charlotte christel christer christian christin christina christine
    christoffer claes clara conny cristina dag dan daniel daniela david dennis ebba eivor elin
    elina elisabet elisabeth ella ellen ellinor elsa elvira emelie emil emilia emma emmy erik
    erika eva evelina ewa fanny fatima felicia felix filip filippa fredrik fredrika frida
    fritiof gabriel gabriella georg gerd gerda goran gosta greta gudrun gun gunilla gunnar
    gunnel gustaf gustav hakan hanna hannah hanne hannes hans harald harriet hassan heidi
    helen helena helene helge helle henning henrietta henrik herman hilda hugo ibrahim ida
    ingela ingemar inger ingrid ingvar irene irina iris isabella isabelle isak jakob jan jane
    janne jasmine jeanette jelena jenny jens jesper jessica jimmy joakim johan johanna
    johannes john johnny jonas jonatan jonna jorgen josef josefin josefine julia kaj karin
    karina karl karolina katarina katrin kenneth kent kerstin kim kjell klara klas knut
    krister kristian kristin kristina kristoffer lars lasse leif lena lennart leo lilian
    lillemor lina linda linn linnea linus lisa lisbeth lise liselott liselotte lotta louise
    lovisa lucas lukas magdalena magnus maja malena malin marcus margareta margaretha margit
    maria mariana marianne marie mariette marika marina marita markus marta marten martin
    martina mathias matilda mats matthias mattias maud max mehmet mia michael mikael mikaela
    milad minna moa mohamed mohammad mohammed monica monika morgan nadja natalie nathalie
    nicklas niclas nicole niklas nils nina nora ola olga olle olof orjan oscar oskar osten ove
    par patricia patrik paula paulina per pernilla peter petra petter pia pontus rasmus
    rebecca rebecka renee richard rickard rikard robert robin roger roland rolf ronja ronny
    rosa rune ruth samir samuel sandra sanna sara sarah sebastian selma signe sigrid simon siv
    sofia sofie solveig sonja soren staffan stefan stella stig stina susan susanna susanne
    svante sven sverker sylvia tatjana teres terese therese theresia thomas tobias tomas tommy
    torbjorn tord tore tove tuula tyra ulf ulla ulrica ulrik ulrika urban ursula vera veronica
    veronika victor victoria viktor viktoria viveka vivianne wilhelm yasmin ylva yngve yvonne
    zandra zara zeinab
    """.split()  # noqa: SIM905
)
