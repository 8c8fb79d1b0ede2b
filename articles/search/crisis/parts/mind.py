"""A mind in danger: it wants to die, or has lost touch.

Each is a pattern over plain words: small letters, no accents, no apostrophes.
"""

from articles.search.crisis.parts.people import DAYS

_SELF = r"(?:my|him|her|them|your|our)(?: )?sel(?:f|ves|fs)"
AGAINST_SELF = (
    rf"(?:kil|kill|killing|killed|hurt|hurting|hurts|cut|cutting|cuts|hang|hanging|hung|shoot|shooting|end|harm|harming"
    rf"|stab|burn|burning|burns|drown|drowning|drowned|off|offing|starv\w*) {_SELF}"
    r"|(?:slit|slitting|cut|cutting|slash\w*) (?:his|her|my|their) (?:wrists?|arms?|legs|throat)"
    r"|(?:take|took|taking|takes|end|ending|ended|ends) (?:my|his|her|their)(?: own)? (?:life|lives)"
    r"|jump\w* (?:off|from|in front|out of)|drive (?:off|into)|play with (?:a|the) gun"
)
WISH_TO_DIE = (
    r"(?:want\w*|wanna|wish\w*|ready|rather|deserve\w*|hope\w*|hoping|tr(?:y|ies|ied|ying)|going|plan\w*"
    r"|think\w* (?:of|about)|thoughts (?:of|about)|talk\w* (?:of|about)|pray\w*)(?: (?:to|that|i|he|she|they|was"
    r"|were|could|would|just|be|god|me|about|of|him|her|really|on))* (?:die|dead|dying|death|died|disappear"
    r"|never (?:wake|woke)|not wake|killing|kill)"
    r"|better off (?:dead|without|if i|if he|if she|gone)|ending (?:it|things)|worth living|life insurance"
)
NOT_TO_LIVE = (
    r"(?:dont|doesnt|didnt|do not|does not|not|no longer|never)(?: really| even| just)? (?:want|wanna|wants|wanting"
    r"|care|feel like)(?: \w+){0,3} (?:live|living|alive|be here|here anymore|exist|existing|go on|wake up|be around"
    r"|around anymore|keep going|if (?:i|he|she) (?:live|lives|die|dies))(?! (?:with|in|at|near|together|like))"
    r"|(?:no|any|without|lost)(?: the| his| her| my| all)? (?:reason|point|will|purpose)(?: \w+){0,2} (?:liv\w*|going"
    r" on|keep going|alive)|nothing (?:left )?to live|tired of (?:living|life|being alive|existing)"
    r"|give(?:n)? up on (?:life|living|everything)|giving up on (?:life|living|everything)|gave up on (?:life|living)"
    r"|done with (?:life|living)|hate (?:my life|being alive|living)|what(?:s)? the point (?:of|in|anymore)"
)
END_OF_IT = (
    r"end (?:it|everything|this|the pain|my pain|my suffering)(?: all)?|want (?:it|this|everything|the pain)(?: all)?"
    r" to (?:end|stop|be over)|want out|everyone would be better|nobody would (?:miss|care|notice)"
    r"|no one would (?:miss|care|notice)|world (?:would be )?better"
)
CANNOT_GO_ON = (
    r"(?:cant|cannot|can not|couldnt)(?: \w+)? (?:go on|cope|keep going|live like this|live anymore|live with myself"
    r"|do (?:this|it|life)(?: \w+){0,2} (?:anymore|any more|longer)|take (?:it|this)(?: \w+){0,2} (?:anymore|any more"
    r"|longer))|(?:feel\w*|im|i am|hes|shes|so|completely) (?:so |really |totally )?(?:hopeless|worthless)"
    r"|at the end of my rope|at rock bottom and|end of my rope|nothing left to live|no way out|no hope left"
    r"|ya no (?:puedo|aguanto|soporto|quiero)(?: mas| seguir| vivir)|no (?:puedo|aguanto|doy) mas|sin salida"
)
FAREWELL = (
    r"(?:said|saying|says|wrote|writing|texted|texting|texts|sent|left|leaving|say)(?: \w+){0,3} (?:good ?byes?|farewell)"
    r"|good ?bye (?:note|letter|text|message)|(?:suicide|death|farewell) (?:note|letter)|(?:giving|gave|gives) away (?:his|her|all|my)"
    r"|carta de despedida|carta(?: \w+){0,2} despid\w*|despidiendose|se (?:despidio|despide)|noose|hang(?:ed|ing) (?:him|her|my|from)|overpass|razor blades?"
)
WISH_TO_DIE_ES = (
    r"(?:quier\w*|quis\w*|ganas de|dese\w*|pens(?:ar|ando|o|e) en|prefier\w*|intent\w*|trat\w* de|va a|voy a|hablar? de"
    r"|habla de|mejor)(?: \w+){0,2} (?:morir\w*|matar(?:se|me)|muert[eoa]|desaparecer|no existir|no despertar"
    r"|suicid\w*|acabar|quitar(?:se|me))"
    r"|matar(?:se|me)|me (?:mato|muero|voy a matar)|ahorcar(?:se|me)|cort(?:arse|arme|a los brazos|a las venas"
    r"|andose|andome)|lastimar(?:se|me)|hacer(?:se|me) dano|se (?:corta|lastima|hace dano)|quit(?:ar|o|arse|arme)"
    r"(?: \w+)? la vida|acabar con (?:todo|mi vida|su vida)|no (?:quier\w*|desea)(?: \w+)? (?:vivir|seguir|estar aqui"
    r"|existir|despertar)|sin ganas de vivir|no (?:vale|tiene)(?: la)? (?:pena|sentido)(?: \w+)? (?:vivir|la vida)"
    r"|cansad[oa] de (?:vivir|la vida)|mejor muert[oa]|sin mi estarian"
)

WISH_TO_DIE_ES_2 = (
    r"(?:se|me) (?:quiere\w*|quiero|va a|voy a|queria|intento|trato de|iba a|puede)(?: \w+)? (?:matar|morir|suicidar"
    r"|ahorcar|cortar|hacer dano|lastimar|colgar|tirar)|sentido (?:a|de|en|para) (?:la|mi|su) vida|la vida no (?:vale"
    r"|tiene)|tirarse de|colgarse|harta de vivir|harto de vivir|morirme|hacerse algo|hacer una locura"
)
VOICES = (
    r"(?:hear\w*|oye\w*|oigo|escuch\w*)(?: \w+){0,2} (?:voices?|things|voces|cosas|noises|people|whisper\w*|ruidos)"
    r"|(?:see|sees|seeing|saw|ve|viendo|veo|mira|mirando)(?: \w+){0,2} (?:things(?! (?:change|get|to))|people|bugs|shadows?"
    r"|spiders?|demons?|stuff|cosas|gente|bichos|sombras|animales|insectos|aranas|ghosts?|monsters?|snakes?|rats|ants|faces"
    r"|dead|muertos|demonios)|(?:bugs|insects|bichos|ants)(?: \w+){0,3} (?:skin|piel|under|crawling|wall)|voices in|shadow"
    r" people|picking at (?:his|her|my) skin"
)
AWAKE = (
    rf"(?:up|awake|despiert[oa]|wired)(?: \w+){{0,3}} (?:{DAYS})|(?:days|dias|nights)(?: \w+)? (?:awake|without sleep|no sleep"
    r"|sin dormir|up)|tweaking for"
)
NO_SLEEP = (
    r"(?:hasnt|havent|hadnt|not|no|never|cant|wont|didnt|doesnt|without|sin|isnt)(?: \w+){0,2} (?:sleep|slept|sleeping"
    r"|dorm\w*|duerm\w*)"
)
HEART = (
    r"(?:chest|pecho)(?: \w+){0,3} (?:pain\w*|hurt\w*|tight\w*|dolor|duele|pressure|presion|pounding|heavy)|(?:pain|hurts?"
    r"|tight\w*|pressure|dolor|duele)(?: \w+){0,3} (?:chest|pecho)|heart(?: \w+){0,3} (?:attack|racing|pounding|beating|stop\w*"
    r"|explod\w*|fast|burst\w*|palpitat\w*)|(?:racing|pounding) heart|palpitat\w*|palpitaciones|(?:stroke|derrame|infarto)"
    r"|corazon(?: \w+){0,4} (?:rapido|acelerad\w*|fuerte|explot\w*|mil)|ataque al corazon"
)
FOLLOWED = (
    r"(?:people|they|someone|everyone|fbi|cops|police|cameras?|neighbors|government|cia|were|hes|shes|gente|alguien"
    r"|policia|lo|la|me|we are|being)(?: \w+){0,3} (?:watching|watched|following(?! up)|followed|out to get|after (?:him|her"
    r"|me|us)|tracking|spying|poisoning|siguen|sigue|persiguen|persigue|vigilan|espian|coming (?:for|to get|after))"
)
OUT_OF_TOUCH = (
    r"(?:make|makes|making|made)(?: \w+)? no sense|(?:isnt|not|stopped|doesnt|arent|dont|wont)(?: \w+)? mak\w*(?: \w+)? sense"
    r"|doesnt know (?:where|who|his|her|me|what (?:day|year|is going))|disorient\w*|desorientad[oa]|no sabe (?:donde|quien|que"
    r" dia)|talking to (?:himself|herself|themselves|no one|nobody|people who|things|walls?|someone (?:not|who))|habla sol[oa]"
    r"|(?:act|acting|acts|acted|going|gone|went|talking)(?: \w+){0,2} (?:crazy|insane|erratic\w*|psycho|nuts|possessed|manic"
    r"|out of (?:his|her|it))|manic|out of control|descontrolad[oa]|como loc[oa]|delir(?:a|ando|io)|incoheren\w*|naked"
    r"|stripp\w* (?:naked|clothes)|combative|very confused|really confused|so confused|confused and|esta confundid[oa]"
)
ACTS = (
    r"(?:act|acting|acts|acted|behaving|being|feels?|feeling|look|looks|looking|talking)(?: \w+){0,2} (?:weird\w*|strange\w*"
    r"|odd\w*|funny|off|different|wrong|scary|terrible|awful|bad|sick|really high|too high)|actua rar[oa]|esta rar[oa]"
    r"|se siente mal|comport\w* rar[oa]|way too high|too high|super high|greening out|greened out|muy drogad[oa]"
)
DYING = (
    r"dying|(?:going to|gonna|about to|might|may|could|will|hell|shell|gon|let (?:him|her)|is he|is she|hes|shes|be|is)"
    r"(?: \w+)? (?:die|dead|dying)(?! ?(?:beat|end|inside))|save (?:him|her|my \w+)(?: life)?|life or death"
    r"|(?:se|me) (?:esta )?(?:muriendo|muere|muera)|va a morir\w*|voy a morir\w*|muriendo|se me muere|puede morir"
)
