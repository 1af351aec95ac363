"""Ordinary words of this field: in a text they tell nothing of who wrote it, though some stand in names."""

from __future__ import annotations

from gesprekskaart.datum import DAGEN, MAANDEN

_NAAMWOORDEN = """
aan aanbeveling academie academisch academische actie afdeling afspraak agenda ambitie ander andere aoc aos basis
basisonderwijs basisschool begeleiden begeleider beide besturen bestuur bestuurder beweging bond brede buddy bureau
buro centrum christelijk christelijke college colleges combinatie commissie consequenties convenant cooperatie
coordinator daltonschool digitaal directeur docent docenten dr drs eigen facilitator federatie fonds gemeente
gespreksleider groep groepen gymnasium havo hbo het hogeschool hybride instituut interconfessioneel ir kamer kansen
katholiek katholieke kind kinderen kring leer leerlijn leerwerkplaats leraar leraren lerarenopleiding
lerarenopleidingen locatie lyceum lyceumgroep mbo mbo-docent meneer mevrouw minimaal ministerie montessori mr
nederland nederlands nederlandse netwerk noord notulist onderwijs onderwijsgroep onderwijsregio online oordeel oost
openbaar openbare opleiden opleider opleiding opleidingen opleidingsscholen opleidingsschool optie oude pabo partners
partnerschap partnerschappen pcpo peiling platform po praktijk primair primaire prof professionaliseren programma
programmaleider project protestants raad rector regio regio's regiobureau regionaal regionale risico risicos rk roc
ruimte s samen samenwerking samenwerkingsverband scholen scholengemeenschap scholengroep school schoolleider
schoolopleider sector so speciaal speciale stad stichting stuurgroep tafel talent team teams universitair
universitaire universiteit vakcollege vakschool vereniging vergadercentrum versie verslaglegger via videobellen vmbo
vo voortgezet vraag vrije vso vwo waard werk werkgroep werkplaats west zaal zelfstandig zoom zorg zuid
"""

_AFKORTINGEN = """
a a4 app avg b bv c cao cito d duo ecbo eu fte g gmr gr hr ib ib'er ict ikc inspectie iq k l lio lios mr nro nt2 nvo
ocw or p pdg pov ral rap s sbo soenp sop sop&p spo t v vog wec wpb
"""

_TALEN = "nederlands engels engelse duits duitse frans franse spaans arabisch fries turks europa europees europese"

_KLEINE_WOORDEN = """
aan aangehouden accepteren acht af akkoord al alle alleen allemaal als altijd an ander andere anders apart aspirant
begin bekijk bel beschrijf beschrijving beter betrek bewaar bied bij bijna binnen boven breng buiten capaciteit
continuiteit daar daarbij daarmee daarna daarom daarvan dan dat de deel der deze die dit doe doen door doorgaan draag
drie dus een eens eerder eerlijk eerst eerste eigenlijk elf elk elke en enkele er ergens etc evalueer even ga gaan
gebruik geef geen gelijk genoeg geven gewoon goed goede grote haal haar had hebben heeft heel hem hen het hier hij hoe
hoeveel hoewel houd hun ieder iedere iedereen iemand iets ik in indien intensief investeer is ja je jij juist jullie
kan kies kijk klein kleine kom komen koppel krijgen krijgt kunnen laat laatste lang later lees leg let liever maak
maakt maandelijks maar mag mail maken meer meerjarig meest men met mij mijn minder misschien mits moet moeten na naar
naast nee neem negen niemand niet niets nieuw nieuwe nodig nog nooit nu nul of om omdat ondanks onder onderzoek ons
onze ook op openen opnieuw opstellen over overleg overzicht pas per plan plus punt regel regelen reken ruilen schrijf
schrijven sinds soms staan staat start steun stuur tegen ten ter terwijl tien toch toen tot totdat twaalf twee tweede
twintig uit uitwerken uw vaak van vanaf vanuit veel verdeel verder vergelijk vergelijken vertel verzamel vier vijf
voeg volg volgens voor vooraf vooral voortaan vraag vragen waar waardoor waarin waarom wanneer want waren was wat we
wel welk welke werd werken werkt wie wij wil willen word worden wordt zal ze zelf zes zet zeven zich zie zij zijn zo
zoals zodat zodra zoek zonder zorg zou zouden zowel
"""

VAKWOORDEN = frozenset(" ".join((_NAAMWOORDEN, _AFKORTINGEN, _TALEN)).split())
"""Words and abbreviations of the field, which may have a capital wherever they stand. Folded, in small letters."""

KLEINE_WOORDEN = frozenset(" ".join((_KLEINE_WOORDEN, *DAGEN, *MAANDEN)).split())
"""Words with a capital only where a sentence begins; elsewhere 'Wil' is somebody. Folded, in small letters.

Neither list is complete, and that is safe: what is missing is marked, for a person to look at.
"""
