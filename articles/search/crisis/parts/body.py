"""A body in danger: it does not wake, it shakes, it was poisoned.

Each is a pattern over plain words: small letters, no accents, no apostrophes.
"""

from articles.search.crisis.parts.people import PILLS, STREET_DRUG

OVERDOSE = r"overdos\w*|over dos(?:e|ed|ing)|sobredosis|sobre dosis|fell out|falling out|fallen out|oding|oded|od"
_NOT = (
    r"(?:wont|cant|cannot|doesnt|didnt|dont|not|isnt|arent|wasnt|aint|wouldnt|couldnt|barely|hardly"
    r"|hard to|difficult to|never|trouble|struggl\w*|unable to|tough to|stopped|stops|quit)"
)
NOT_AWAKE = (
    rf"{_NOT}(?: \w+){{0,3}} (?:wake|wakes|waking|awake|woke|woken|awaken|rouse|respond\w*|conscious|react"
    r"|reacting|responsive|get up(?! (?:for|early|in the morning))|open(?:ing)? (?:his|her|their) eyes"
    r"|moving(?! (?:out|on|in|away|forward|back))|get (?:him|her|them) up|come to)"
    r"|unconscious\w*|unresponsive|inconsciente|comatose|coma|pass(?:ed|ing|es)?(?: \w+)? out"
    r"|black(?:ed|ing) out|out cold|knocked out|collaps\w*|limp|lifeless|faint\w*|slump\w*"
    r"|nod(?:ding|ded|s)?(?: \w+)? (?:out|off)|nodding|nodded|on the nod|noddin|eyes(?: \w+){0,2} roll\w*"
    r"|rolled back|foam\w*|death rattle|in and out of (?:consciousness|it)|keeps falling asleep|half awake"
    r"|(?:no|ni)(?: (?:se|me|la|lo|le|puede|puedo|quiere|logra|logro|podemos|esta))*"
    r" (?:despiert\w*|despert\w*|reaccion\w*|respond\w*|abre los ojos|mueve|se levanta|consciente)"
    r"|desmay\w*|desvanec\w*|(?:sin|perdio el|perdio la) (?:conocimiento|conciencia|sentido)"
    r"|cabece(?:a|ando)|como muert[oa]|desplom\w*|espuma"
)
STRANGE = r"weird\w*|strange\w*|funny|loud\w*|rar[oa]|wake|gurgl\w*|feo|fuerte"
INJECTED = r"inject\w*|shot up|shoot\w*|needle|inyect\w*|se pico|overdos\w*|used|uso|consumio"
BREATH = (
    rf"{_NOT}(?: \w+){{0,3}} (?:breath\w*|respir\w*)"
    r"|no (?:breath|breathing|air)|breath\w*(?: \w+){0,3} (?:slow\w*|shallow\w*|weird\w*|funny|strange\w*|hard"
    r"|heav\w*|weak\w*|stop\w*|bad|wrong|right|fast|rattl\w*|barely|noisy|off|labored|once every|every \w+ seconds?|back)"
    r"|(?:slow\w*|shallow\w*|weird|funny|strange|hard|heavy|weak|fast|rattl\w*|trouble|difficult\w*|problems?"
    r"|barely|labored|short of|shortness of)(?: \w+)? breath\w*|gurgl\w*|gasp\w*|suffocat\w*|chok(?:e|ing) on"
    r"|no(?: \w+){0,2} respir\w*|apenas respir\w*|dejo de respirar|respir\w*(?: \w+){0,2} (?:lent\w*|despacio"
    r"|mal|rar[oa]|poco|apenas|dificultad)|(?:cuesta|dificultad\w*|problemas)(?: \w+){0,2} respirar"
    r"|ahog(?:a|ando|ar)\w*|sin aire|le falta el aire|falta de aire"
)
_COLOURS = r"(?:blue|bluish|purple|gr[ae]y(?:ish)?|pale|ashen|white|azul\w*|morad[oa]s?|palid[oa]s?|gris\w*)"
_GOODS = (
    r"(?! (?:pills?|tablets?|xan\w*|bars?|oxy\w*|percs?|m ?30\w*|30s?|fent\w*|vials?|bags?|caps?\w*|powder|rocks?"
    r"|stuff|crystals?|football\w*|cross|shield|pastillas?|round|circle|square|heroin|dope|lines?|collar|noise))"
)
COLOUR = (
    r"(?:turn\w*|went|going|goes|is|are|look\w*|all|getting|got|gone|hes|shes|theyre|lips?|face|skin|nails?"
    rf"|fingers?|fingertips|hands?|feet|mouth|se puso|esta|poniendo|pone|quedo|labios|cara|piel|unas|dedos)"
    rf"(?: (?:are|is|a|all|so|really|very|kinda|kind of|bit|muy|medio|se|esta|estan|ponen|turning|going))*"
    rf" {_COLOURS}{_GOODS}"
    rf"|{_COLOURS} (?:lips?|face|skin|nails?|fingers?|fingertips|mouth|in the face)|cold and clammy|clammy"
    r"|(?:cold|fria) (?:to the touch|skin|and blue|y morad[oa])|ice cold"
)
ANTIDOTE = r"naloxon\w*|narcan|nasal sprays?|nose sprays?|nozespray|kloxxado|zimhi|spray nasal"
USES_IT = (
    r"how|use|using|give|gave|given|giving|work\w*|dos\w*|doeses|again|second|another|more|much|many|wear\w*"
    r"|wore|after|didnt|doesnt|isnt|still|now|como|cuant[oa]s?|usar|usa|uso|pongo|aplic\w*|funcion\w*|dar|dar\w*"
)
GETS_IT = (
    r"buy|free|get|got|where|carry|train\w*|prescri\w*|pharmac\w*|costs?|price|kits?|gratis|comprar|conseguir"
    r"|donde|farmacia|over the counter|otc|order|mail|expire\w*|store|keep|side effects"
)
DROWSY = (
    r"(?:so|really|very|too|super|extremely|unusually|weirdly|muy|bien) (?:sleepy|drowsy|lethargic|sedated"
    r"|groggy|somnolient[oa]|adormilad[oa]|dormid[oa]|out of it)|out of it|barely awake|cant stay awake"
    r"|cant keep (?:his|her|their) eyes|drowsy|lethargic|unarousable|adormilad[oa]"
)
MIXES = r"mix\w*|took|taken|taking|popp\w*|mezcl\w*|combin\w*|se tomo|tomo|tome|with"

COLOURED = r"blue|bluish|blueish|purple|purplish|gr[ae]y|gr[ae]yish|pale|ashen|white|azul\w*|morad[oa]s?|palid[oa]s?|gris\w*"
BODY = r"lips?|face|skin|nails?|fingers?|fingertips|mouth|labios?|cara|piel|unas|dedos|boca"
NO_ANSWER = (
    r"(?:wont|not|doesnt|isnt|didnt|cant|stopped)(?: \w+)? (?:answer\w*|talk\w*|speak\w*|look\w* at|mov\w+|eat\w*)"
    r"|no (?:me |nos )?(?:contest\w*|habla|respond\w*|se mueve)|barely (?:answer\w*|talk\w*|mov\w+|there|speak\w*)"
)
DOWN = r"asleep|laying|lying|lays|passed|found|is|hes|shes|sitting|sleeping|fell|my \w+|tirad[oa]|dormid[oa]|esta"
STOPS = (
    r"stop\w*|quit\w*|detox\w*|withdraw\w*|com(?:e|ing) off|came off|get(?:ting)? off|going off|taper\w*"
    r"|dej(?:ar|o|a|e|ando|aron)|suspend\w*|desintox\w*|abstinencia|kick"
)
STOPPED = (
    rf"{STOPS}|cold turkey|ran out|run out|running out|out of|without|hasnt had|havent had|no more|cut off"
    r"|skipp\w*|missed|sober|last drink|since (?:his|her|my|the) last|days? (?:off|clean|dry)|cut (?:back|down)"
    r"|sin (?:alcohol|tomar|beber|pastillas|su)|se (?:le|me) acab\w*|se quedo sin|ya no (?:toma|bebe)"
)
SHAKES = (
    r"shak\w*|trembl\w*|tremor\w*|sweat\w*|seeing|sees|saw|hear(?:s|ing)|confus\w*|fever\w*|vomit\w*"
    r"|throw\w* up|threw up|puk\w*|heart|racing|twitch\w*|jerk\w*|bugs|spiders|delir\w*|dts?|rambl\w*|disorient\w*"
    r"|not making sense|really sick|very sick|so sick|ti?embl\w*|ve cosas|viendo|ve|oye|fiebre|suda\w*|sudor\w*"
    r"|confundid\w*|vomit\w*|halluc\w*|alucin\w*|agitat\w*|convuls\w*|imagin\w*|desorientad\w*"
)
HOW_NOT_TO = (
    r"sudden\w*|abrupt\w*|at once|all of a sudden|cold turkey|on (?:his|her|my|your|their|our) own|at home"
    r"|by (?:my|him|her|your)self|alone|safe|safely|danger\w*|dangerous|die|kill|fatal|deadly|risk\w*|too fast"
    r"|de golpe|de repente|en casa|sol[oa]|peligro\w*|segur[oa]|morir|muere|riesgo\w*|sin ayuda|without (?:help|a"
    r" doctor|medical)"
)
SEVERE = (
    r"cant stop (?:vomit|throw|puk)\w*|vomit\w*|throwing up|heart|racing|chest|confus\w*|halluc\w*|faint\w*"
    r"|pass\w* out|blood|dehydrat\w*|cant keep|seeing|fever|convuls\w*|blood pressure|shaking|really bad|so bad"
    r"|going to die|dying|unbearable|no para de vomitar|vomitando|fiebre|muy mal|confundid\w*|ti?embl\w*|scared"
)
SICK = r"vomit\w*|throw\w* up|threw up|puk\w*|barf\w*|devuelve|devolviendo"
WILL_NOT_STOP = (
    r"cant stop|wont stop|doesnt stop|blood|drunk|drank|asleep|sleeping|nonstop|non stop|keeps?|pills?|alcohol"
    r"|sangre|no para|no deja|dormid[oa]|borrach[oa]|sin parar|took|passed|choking|everywhere"
)
CANNOT_STAND = (
    r"(?:cant|cannot|couldnt|barely|hardly|unable to|wont)(?: even)? (?:stand|walk|talk|speak|sit up|move|see|feel"
    r" (?:his|her|my))(?! (?:it|him|her|this|that|to|about|out|away|on|living|seeing|my|his|the))"
    r"|slur\w*|stagger\w*|incoheren\w*|gibberish|paraly\w*|no (?:puede|puedo) (?:caminar|hablar|pararse|mover\w*"
    r"|sostener\w*)|balbuce\w*|arrastra las palabras|turning stiff|went stiff|stiff"
)
SWALLOWED = (
    r"ate|eats|eaten|eating|swallow\w*|ingest\w*|lick\w*|chew\w*|got (?:into|in to|a ?hold|hold|my|his|her|the)|gets into"
    r"|put(?: \w+){0,4} mouth|in (?:his|her|the|their) mouth|drank|drunk|sucked|touched|bit|found and"
    r"|trag\w*|comio|se comio|se metio|se tomo|tomo|lami\w*|chup\w*|bebio|mordi\w*|en la boca|masco|agarro"
)
_MUCH = (
    r"(?:too (?:much|many)|way too|(?:a |the |his |her |my |an )?(?:whole|entire|full)(?: \w+)? (?:bottle|pack\w*|box|thing"
    r"|bag|script|prescription|strip|gummy|edible|pan|bar)|all (?:of )?(?:his|her|my|the|their|of|them|those)|handful"
    r"|a bunch|bottle of (?:pills?|tylenol|xan\w*|advil|aspirin|sleeping|meds|medicine|medication)|everything in the"
    r"|double|triple|(?:like |about |over |almost |maybe |around |at least )?(?:[3-9]|\d\d+|three|four|five|six|seven"
    r"|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty)(?: of)?(?: (?:his|her|my|the|their|those))?"
    rf"(?: \w+)? (?:{PILLS}|mgs?|milligrams|bars|blues|percs|edibles|gummies))"
)
TOO_MUCH = (
    rf"(?:took|taken|taking|swallow\w*|ate|drank|downed|popped|had|did|inject\w*|snort\w*|gave)(?: \w+){{0,2}} {_MUCH}"
    rf"|too (?:many|much) (?:{PILLS}|{STREET_DRUG}|medic\w*|edibles?|gumm\w*|methadone|of (?:his|her|my|the))"
    r"|(?:se|me) (?:tomo|tome|trago|trague|metio|comio)(?: \w+){0,3} (?:demasiad\w*|muchas|muchos|tod[ao]s|frasco|bote"
    r"|caja|punado|\d\d+|entero|entera)|demasiad[ao]s? (?:pastillas?|medicin\w*|drogas?|medicament\w*|heroina|fentanilo"
    r"|cocaina)|(?:se|me) pas[oe] (?:de|con)|todas (?:las|sus|mis) pastillas|frasco(?: \w+){0,3} pastillas|\d\d+ pastillas"
)
UNKNOWN_PILL = (
    r"(?:took|taken|swallowed|ate|popped|tried|smoked|snorted|given|gave (?:him|her|my|me))(?: \w+)? (?:something|some kind"
    r"|unknown|random|a pill|pills?(?= (?:and|at|from|he|she|from|that|i))|some pills|a fake|whatever|it and)"
    r"|unknown (?:pills?|substance|drug)|(?:se|me)? ?(?:tomo|trago|comio|dieron|tome) (?:algo|unas? pastillas?|pastillas"
    r"|no se que)|dont know what (?:he|she|they|i) (?:took|ate|swallowed|smoked|drank)|no se que (?:tomo|se tomo|comio)"
)
