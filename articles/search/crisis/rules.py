"""Which words speak of which danger. A rule holds where each of its parts is found somewhere."""

import re
from dataclasses import dataclass

from articles.search.crisis import parts as p
from articles.search.crisis.danger import Danger


@dataclass(frozen=True)
class Rule:
    all_of: tuple[re.Pattern[str], ...]
    unless: re.Pattern[str] | None = None

    def holds(self, said: str) -> bool:
        if not all(part.search(said) for part in self.all_of):
            return False
        return self.unless is None or not self.unless.search(said)


def rule(*parts: str, unless: str = "") -> Rule:
    compiled = tuple(re.compile(rf"\b(?:{part})\b") for part in parts)
    return Rule(compiled, re.compile(rf"\b(?:{unless})\b") if unless else None)


STUDY = rule(
    r"how many people|statistics?|awareness|prevention (?:day|week|month)|(?:last|per|each|every) year"
    r"|myth|history|documentary|timeline|has anyone ever|investigat\w*|certificat\w*|fundrais\w*|church|what age"
    r"|cuantas personas|estadisticas?|concientizacion|mes de (?:la )?prevencion|mito|historia",
    unless=rf"{p.SOMEONE}|my|me|i|im|mi|yo|estoy",
)
"""Somebody wants to know about a danger, and speaks of no person who is in it."""

CALM = rule(
    r"difference between|diferencia entre|what happens (?:when|if) (?:you|i|we|someone) calls?"
    r"|que pasa (?:cuando|si) (?:uno|se|alguien|yo)? ?llam\w*|before it happens|antes de que pase"
    r"|just in case|por si acaso|(?:police|cops)(?: \w+){0,2} arrest|replacing"
)
"""Somebody prepares, or asks how help works, whomever they speak of."""

RULES: dict[Danger, list[Rule]] = {
    Danger.OVERDOSE: [
        rule(p.COLOURED, p.BODY),
        rule(p.NO_ANSWER, rf"{p.PILLS}|{p.DRUG}|{p.DRUNK}|{p.TOOK}"),
        rule(r"breath\w*|respir\w*|wake|waking", rf"{p.DRUG}|{p.PILLS}|{p.DRUNK}"),
        rule(r"(?:is|if|still|hes|shes|sigue|esta) (?:he |she |they |even )?(?:alive|viv[oa])"),
        rule(r"sle(?:ep|eping|pt) it off|dormir la mona|looks? (?:dead|lifeless)|parece muert[oa]"),
        rule(
            p.OVERDOSE,
            unless=r"training|class(?:es)?|course|statistics?|stats|awareness|curso|estadisticas?"
            r"|in (?:19|20)\d\d|(?:years?|months?) ago|hace (?:\w+ )?(?:anos?|meses)|medical record",
        ),
        rule(
            p.NOT_AWAKE,
            unless=r"(?:want|wanna|quier\w*|quisiera|ojala)(?: \w+){0,4} (?:wake|despert\w*)",
        ),
        rule(r"(?:is|hes|shes|esta|so) (?:muy |so |ice |really )?(?:cold|fri[oa])", p.INJECTED),
        rule(p.BREATH),
        rule(p.COLOUR),
        rule(
            r"snor\w*|ronca\w*|ronqu\w*", f"{p.OPIOID}|{p.PILLS}|{p.STRANGE}|drunk|drink\\w*|high"
        ),
        rule(p.ANTIDOTE, p.USES_IT, unless=p.GETS_IT),
        rule(r"gave|given|giving|(?:le|les) (?:di|dio|dimos|puse|pusimos)", p.ANTIDOTE),
        rule(r"cpr|rescue breath\w*|recovery position|mouth to mouth|chest compress\w*|rcp"),
        rule(r"shot up|injected|used|se inyecto|se pico|did|snorted", p.OPIOID, p.DROWSY),
        rule(p.MIXES, p.PILLS, p.ALCOHOL, unless=r"can i|puedo|what happens"),
    ],
    Danger.WITHDRAWAL: [
        rule(p.BENZO, p.STOPS),
        rule(p.STOPPED, p.DEPRESSANT, p.SHAKES),
        rule(
            r"no (?:beer|alcohol|drinks?|booze|vodka|xanax|klonopin|valium)(?: \w+)? since|sin tomar desde",
            r"fit|seiz\w*|convuls\w*|shak\w*|sweat\w*|confus\w*|ti?embl\w*|fever",
        ),
        rule(
            rf"{p.STOPPED}|quit",
            p.ALCOHOL_OR_BENZO,
            r"(?:arent|not|isnt) (?:really )?(?:there|in the room)|halluc\w*|alucin\w*|ve cosas"
            r"|see(?:s|ing) things",
        ),
        rule(p.STOPPED, p.DEPRESSANT, r"seiz\w*|convuls\w*"),
        rule(p.STOPS, p.ALCOHOL_OR_BENZO, p.HOW_NOT_TO),
        rule(r"cold turkey|de golpe"),
        rule(p.ALCOHOL_OR_BENZO, r"withdraw\w*|abstinencia|detoxing"),
        rule(r"delirium|delirio|tremens|dts?|rum fits|the shakes|got (?:the )?shakes"),
        rule(r"shak(?:es|ing|y)|tremor\w*|trembl\w*|ti?embl\w*", p.ALCOHOL_OR_BENZO),
        rule(
            r"r[au]n(?:ning)? out|se (?:le|me) acab\w*|se quedo sin|without (?:his|her|my)", p.BENZO
        ),
        rule(r"withdraw\w*|dope ?sick|abstinencia|detox\w*|kicking", p.SEVERE),
    ],
    Danger.EMERGENCY: [
        rule(
            r"(?:on|in) (?:the )?(?:\w+ )?(?:floor|bathtub|tub|sidewalk)|en el (?:piso|suelo|bano)",
            p.DOWN,
        ),
        rule(r"twitch\w*|jerking|spasms?|le (?:dio|dieron|esta dando)(?: \w+)? ataques?"),
        rule(r"yellow|amarill[oa]s?", r"skin|eyes|piel|ojos"),
        rule(
            r"lock(?:ed|s)? (?:him|her|them) ?sel\w*|lock(?:ed|s)? (?:himself|herself)|se encerro"
        ),
        rule(
            r"wont calm down|cant calm (?:him|her|down)|no se calma|icu|life support|intensive care"
        ),
        rule(r"seiz(?:ing|ures?|es?|ed)|convuls\w*|epilep\w*|having (?:a )?fits?"),
        rule(p.SICK, p.WILL_NOT_STOP),
        rule(
            r"bab(?:y|ys|ies)|newborn|infant|bebe|recien nacid[oa]",
            r"shak(?:es|ing|y)|trembl\w*|ti?embl\w*|limp|(?:wont|not|isnt|cant) (?:eat|feed|wake|suck)\w*"
            r"|no (?:come|quiere comer|despierta|reacciona)",
        ),
        rule(
            r"(?:cough|vomit|throw|threw|pee|poop)\w*( \w+){0,2} blood|bleed\w*|sangr(?:a|ando|e)"
        ),
        rule(p.CANNOT_STAND),
        rule(p.DROWSY, unless=r"always|tired all|why am i"),
        rule(r"hit (?:his|her|my) head|golpeo la cabeza|fell down|head injury"),
        rule(
            r"found|find|encontr\w*|lying|tirad[oa]",
            r"(?:on|in) (?:the )?(?:bathroom )?(?:floor|bathroom|tub|street"
            r"|car|ground|bed)|en el (?:piso|suelo|bano)",
        ),
        rule(r"drugged|roofie\w*|roofied|spiked|(?:put|slipped) something in|drogaron"),
        rule(r"laced|adulterad\w*", p.TOOK),
        rule(r"pupil\w*", r"tiny|pin\w*|small|huge|big|dilat\w*|pequen\w*|chiquit\w*|grand\w*"),
        rule(r"driv\w*|drove|car keys|behind the wheel|manej\w*|conduc\w*", p.DRUNK, p.NOW_OR_KIDS),
        rule(
            r"(?:puls[eo]|heart)( \w+){0,2} (?:stop\w*|weak|slow|gone)|(?:no|lost (?:the|his|her|a)) pulse|sin pulso|perdio el pulso"
        ),
    ],
    Danger.SUICIDE: [
        rule(p.WISH_TO_DIE_ES_2),
        rule(
            r"(?:on|off|at) (?:the|a) (?:bridge|ledge|roof|rooftop|train tracks?)|en (?:el puente|la azotea)"
        ),
        rule(
            r"(?:want|wanna|quier\w*|quisiera)(?: \w+){0,4} (?:not|dont|never|no)(?: \w+)? (?:wake|despert\w*)"
        ),
        rule(r"(?:dont|never) (?:want|wanna)(?: \w+)? wake"),
        rule(
            r"(?:been|is|started|keeps|again|hes|shes) cutting(?! (?:back|down|out|it|off|class|weed))"
        ),
        rule(r"guns?|pistola", r"depress\w*|deprimid[oa]|sad|hopeless"),
        rule(r"(?:so|very|really|deeply|severe\w*|muy) (?:depress\w*|deprimid[oa])"),
        rule(r"lethal|fatal dose|how many(?: \w+){0,4} (?:die|kill|lethal|fatal)|painless\w*"),
        rule(r"hates? (?:my|him|her) ?self|burden|una carga|saved up(?: \w+)? pills|stockpil\w*"),
        rule(
            r"(?:want|wants|ready|about|going)(?: \w+)? to give up(?! (?:drink|alcohol|drug|smok|us"
            r"|weed|pot|meth|hero|his|her|my|pills))",
            unless=r"give up \w+ing",
        ),
        rule(r"suicid\w*|unaliv\w*|kms|self ?harm\w*|selfharm\w*|autolesi\w*"),
        rule(p.AGAINST_SELF),
        rule(p.WISH_TO_DIE),
        rule(p.NOT_TO_LIVE),
        rule(p.END_OF_IT),
        rule(p.CANNOT_GO_ON),
        rule(p.FAREWELL),
        rule(p.WISH_TO_DIE_ES),
    ],
    Danger.POISON: [
        rule(r"chew\w*|ate|suck\w*|swallow\w*|mastic\w*", r"patch\w*|parche\w*"),
        rule(
            r"(?:took|taken|gave)(?: \w+){0,3} (?:more than|extra|double)|mas de lo (?:debido|normal)"
        ),
        rule(r"needle ?stick|(?:prick|pok|stepp|stuck)\w*(?: \w+){0,4} needle|se pincho"),
        rule(r"poison\w*|venen\w*|envenen\w*|intoxicad[oa]s?|intoxicacion\w*"),
        rule(p.SMALL, p.SWALLOWED, p.THING),
        rule(
            r"swallow\w*|trag(?:o|ue|aron|ado)|ingest\w*|ingirio",
            p.THING,
            unless=r"hard to swallow",
        ),
        rule(p.TOO_MUCH),
        rule(r"much[oa]s (?:pastillas|medicinas|tabletas|capsulas)", p.TOOK),
        rule(p.UNKNOWN_PILL),
        rule(r"accident\w*|by mistake|por error|sin querer", rf"{p.TOOK}|touch\w*|inhal\w*|toc\w*"),
        rule(
            r"wrong (?:pills?|medic\w*|meds|dose)|doubl\w* (?:the |his |her |my )?dos\w*"
            r"|dos veces (?:la|su) (?:dosis|medicina)|doble (?:de )?(?:la )?(?:pastilla|medicina|medicamento|dosis)s?|dosis doble"
        ),
        rule(
            r"drank|swallowed|bebio|se tomo|tomo",
            r"bleach|antifreeze|cleaner|detergent|sanitizer"
            r"|mouthwash|rubbing|methanol|cloro|lejia|detergente|alcohol de (?:farmacia|botiquin)",
        ),
    ],
    Danger.VIOLENCE: [
        rule(r"(?:controls?|controlling|controla) (?:me|everything|my|us|her|todo|mi)|controlling"),
        rule(
            r"(?:scared|afraid|terrified|too scared|miedo)(?: \w+){0,2} (?:leave|leaving|dejarlo|irme|come home)"
        ),
        rule(
            r"(?:has|got|grabbed|with|tiene|agarro) (?:a |the |un |una |el |la )?(?:knife|gun|cuchillo|pistola)"
        ),
        rule(p.BLOWS),
        rule(p.BLOWS_ES),
        rule(p.THREATS),
        rule(p.AFRAID_OF),
        rule(p.MEANS_TO_HURT),
        rule(p.SHUT_IN),
        rule(p.BREAKS_THINGS),
    ],
    Danger.CHILD: [
        rule(
            p.KIDS,
            r"watch(?:es|ing)|babysit\w*|taking care|caring for|cuida\w*|alone with",
            rf"{p.DRUNK}|{p.USES}",
            unless=r"how|can i|support",
        ),
        rule(p.CHILD_HARM),
        rule(p.KIDS, p.LEFT_ALONE),
        rule(
            p.KIDS,
            r"abus(?:es|ed|ing|ando|a|aron)(?! (?:of |de )?(?:\w+ )?(?:drug|alcohol|pill|medic"
            r"|substan|opi|meth|coca|prescri|drog|pastill))|molest\w*|maltrat\w*",
        ),
        rule(p.PARENT, r"left (?:me|us)( \w+)? alone|no food|nothing to eat|sin comida"),
        rule(p.PARENT, r"me dan? miedo|(?:le|les) tengo miedo", rf"{p.DRUNK}|{p.USES}"),
        rule(
            p.KIDS,
            r"in danger|unsafe|not safe|isnt safe|arent safe|en peligro|no food|hungry"
            r"|sin comida|sin comer|hambre|neglect\w*|found( \w+){0,3} (?:needles?|drugs?|pills?|weed)",
            unless=r"plan of safe",
        ),
        rule(p.AGE, p.PARENT, rf"{p.FRIGHT}|{p.DRUNK}|{p.USES}"),
        rule(p.PARENT, p.I_AM_AFRAID, rf"{p.DRUNK}|{p.USES}|drink\w*|yell\w*|scream\w*|grit\w*"),
        rule(r"driv\w*|drove|manej\w*|conduc\w*|in the car|en el carro", p.DRUNK, p.KIDS),
    ],
    Danger.STIMULANT: [
        rule(
            r"thinks? (?:that )?(?:someone|somebody|people|everyone|everybody|they|were|im|the (?:fbi|cia"
            r"|cops?|police|government|neighbors?|tv|walls?)|(?:hes|shes) being|cameras?)"
        ),
        rule(
            r"nonsense|(?:arent|not|isnt|werent) (?:really )?there|no estan ahi|in the walls|aliens?"
        ),
        rule(r"too high|so high (?:that )?(?:i|he|she)|high and (?:scared|cant)|wont wear off"),
        rule(
            r"halluc\w*|alucin\w*|psychos\w*|psychot\w*|psicos\w*|psicot\w*|delusion\w*|schizo\w*"
        ),
        rule(p.VOICES),
        rule(r"paranoi\w*", rf"{p.SOMEONE}|{p.STIMULANT}|{p.AWAKE}"),
        rule(p.AWAKE),
        rule(p.NO_SLEEP, rf"{p.DAYS}|{p.STIMULANT}"),
        rule(p.HEART),
        rule(
            r"overheat\w*|over heating|burning up|heat ?stroke|really hot|so hot|sobrecalent\w*"
            r"|ardiendo|temperature"
        ),
        rule(p.FOLLOWED),
        rule(p.OUT_OF_TOUCH),
        rule(
            p.ACTS, rf"{p.TOOK}|{p.PILLS}|{p.STIMULANT}|after|high|edibles?|gumm\w*|vap\w*|smok\w*"
        ),
        rule(
            r"freak\w*( \w+){0,2} out|bad trip|trip(?:ping|pin) (?:out|bad\w*|and|balls)|mal viaje"
            r"|panick?ing|panic attack|out of (?:my|his|her|their|our) (?:mind|head)"
            r"|losing (?:my|his|her|their) mind|tweak(?:ing|in)|geeking|en panico"
        ),
    ],
    Danger.PREGNANCY: [
        rule(p.PREGNANT, rf"{p.USES}|{p.DRUG}|drink\w*|alcohol\w*|toma\w*|withdraw\w*", p.FRIGHT),
        rule(
            p.PREGNANT,
            rf"{p.USES}|on|hooked|addicted|adict\w*",
            p.STREET_DRUG,
            p.SOMEONE,
            unless=r"treatment for|tratamiento para|signs of",
        ),
        rule(
            p.PREGNANT,
            r"bleed\w*|cramp\w*|sangr\w*|cold turkey|(?:not|stopped|isnt) (?:mov|kick)\w*"
            r"|withdrawals?|dope ?sick|abstinencia|water broke|contraction\w*",
        ),
    ],
    Danger.OTHER: [
        rule(r"emergenc\w*|urgen\w*|911|ambulanc\w*|hotline|988|9 ?8 ?8|auxilio|socorro"),
        rule(
            r"crisis",
            unless=r"(?:opioids?|opiates?|drugs?|overdose|fentanyl|housing|national) crisis"
            r"|crisis de (?:los )?(?:opioides|drogas|fentanilo)",
        ),
        rule(p.DYING),
        rule(r"in danger|en peligro|hurry|asap|rapido por favor|apurense"),
        rule(
            r"help|ayuda\w*",
            r"now|right away|immediately|tonight|ya|ahora|inmediat\w*|this second",
            unless=r"boss|insurance|pay",
        ),
        rule(
            r"(?:is|went|gone|been|reported|are) missing|disappeared|ran away|runaway|desaparec\w*"
            r"|no aparece|hasnt come home|didnt come home|cant find (?:him|her|my)"
        ),
    ],
}
