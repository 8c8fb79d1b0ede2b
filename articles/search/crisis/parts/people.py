"""Who it is about, what was taken, and when.

Each is a pattern over plain words: small letters, no accents, no apostrophes.
"""

SOMEONE = (
    r"i|im|ive|he|hes|she|shes|they|theyre|him|her|my \w+|son|daughter|husband|wife|mom|dad|brother"
    r"|sister|friend|estoy|mi \w+|el|ella|hij[oa]|espos[oa]|herman[oa]"
)
SMALL = (
    r"toddlers?|bab(?:y|ies)|infant|newborn|child|kids?|kiddo|son|daughter|little \w+|grand\w+"
    r"|(?:\d|one|two|three|four|five|six|seven|eight) ?(?:years?|yrs?|yo|months?|mo)|ni[nñ][oa]s?|beb[ea]"
    r"|hij[oa]s?|hijit[oa]|niet[oa]s?|nen[ea]s?|chamac[oa]s?|chamaquit[oa]|bebit[oa]|pequen[oa]|ano|anos|dog|puppy|cat|perr[oa]|gat[oa]|meses|chiquit[oa]"
)
KIDS = (
    r"kids?|child|children|bab(?:y|ies)|toddlers?|infants?|siblings?|little (?:brother|sister)|us kids"
    r"|nephews?|nieces?|grand(?:son|daughter|kids?|children|child|baby)|nin[oa]s?|bebes?|hij[oa]s"
    r"|herman(?:ito|ita)s?|niet[oa]s?|hijit[oa]s?"
)
PARENT = (
    r"mom|moms|mommy|mum|mother|dad|dads|daddy|father|parents?|step ?(?:dad|mom|father|mother)"
    r"|grand(?:ma|pa|mother|father)|mama|papa|madre|padre|padrastro|madrastra|abuel[oa]"
)
AGE = (
    r"(?:im|i am|tengo) (?:only |just |solo )?(?:[5-9]|1[0-7]|six|seven|eight|nine|ten|eleven|twelve"
    r"|thirteen|fourteen|fifteen|sixteen)(?: (?:years?|yrs?|anos|yo))?(?! (?:weeks?|months?|days?|minutes?"
    r"|hours?|percent|sem\w*|meses|dias))"
)
ALCOHOL = (
    r"alcohol\w*|drink\w*|drank|drunk|booze\w*|beers?|vodka|liquor|wine|whiskey|tequila|tomar|tomando"
    r"|beber|bebiendo|bebida|cerveza|licor|tragos?|chupe|pisto"
)
BENZO = (
    r"benzo\w*|xan\w*|alprazolam|klon[oa]pin\w*|clonazepam|valium|diazepam|ativan|lorazepam|temazepam"
    r"|nerve (?:pills?|meds?|medic\w*)|anxiety (?:pills?|meds?|medic\w*)|sleeping pills?|ambien"
    r"|phenobarbital|barbitur\w*|rivotril|pastillas (?:para|de) (?:los nervios|dormir)|tranquilizantes?"
)
ALCOHOL_OR_BENZO = f"{ALCOHOL}|{BENZO}"
OPIOID = (
    r"opi\w*|heroin\w*|fent\w*|dope|percs?|percocets?|oxy\w*|roxy?\w*|vicodin|norco|hydrocodone|morphine"
    r"|methadone|blues|m30s?|tranq|smack|h|heroina|fentanilo|morfina|metadona|chiva|codeine|lean"
)
STIMULANT = (
    r"meth\b|methamphetamine\w*|crystal|ice|speed|coke|cocaine|crack|adderall|ritalin|molly|ecstasy|mdma"
    r"|bath salts|flakka|stimulants?|tina|cristal|cocaina|perico|anfetamina\w*|metanfetamina\w*|k2|spice"
    r"|acid|lsd|shrooms|mushrooms|pcp|ketamine|extasis"
)
DEPRESSANT = (
    f"{ALCOHOL_OR_BENZO}|{OPIOID}|pills|pastillas|medicine|medication|meds|kratom|gabapentin|ghb"
)
STREET_DRUG = rf"{OPIOID}|{STIMULANT}|drugs?|pills?|benzos?|xan\w*|drogas?|pastillas|substances"
DRUG = rf"{STREET_DRUG}|weed|marijuana|marihuana"
PILLS = (
    rf"pills?|tablets?|pastillas?|{BENZO}|percs?|percocets?|oxy\w*|roxy?\w*|opioids?|opiates?|painkillers?"
    r"|meds|medicine|medication|medicinas?|medicamentos?|tylenol|advil|aspirin|ibuprofen|benadryl"
)
THING = (
    rf"{PILLS}|{STREET_DRUG}|edibles?|gumm(?:y|ies)|weed|thc|cbd|joint|suboxone|patch\w*|parche\w*|vape\w*"
    r"|juice|nicotine|cigarettes?|bag|baggie|bolsa|batter(?:y|ies)|bleach|cleaner|cloro|brownies?|cookies?"
    r"|candy|dulces?|gomitas?|something|algo|stash|powder|polvo|residue|needle|marihuana|vitamins?|mushrooms?"
)
USES = (
    r"us(?:e|es|ed|ing)|high|doing|shoot\w*|smok\w*|relaps\w*|addict\w*|hooked|snort\w*|drogad[oa]"
    r"|drogas?|drugs?|consum\w*|usa|uso|usando|adict[oa]|recai\w*|recay\w*"
)
DRUNK = (
    r"drunk|drinking|drank|wasted|hammered|intoxicated|high|plastered|under the influence|been using"
    r"|borrach[oa]s?|tomad[oa]|ebri[oa]|drogad[oa]|tomando|bebido"
)
TOOK = (
    r"took|take[sn]?|taking|ate|eaten|swallow\w*|drank|smoked|snorted|popped|injected|did|tried|hit"
    r"|se tomo|tomo|tome|comio|trago|fumo|probo|inhalo"
)
PREGNANT = (
    r"pregnan\w*|preggo|embaraz(?:ada|o)|expecting|unborn|weeks along|having a baby|trimester"
)
DAYS = r"days?|nights?|dias?|noches?|weeks?|semanas?|hours straight|\d+ ?hours?|horas"
NOW_OR_KIDS = rf"now|right now|tonight|just|left|ahora|{KIDS}|me|us"
