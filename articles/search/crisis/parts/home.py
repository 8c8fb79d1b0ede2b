"""A home in danger: blows, threats, and children in it.

Each is a pattern over plain words: small letters, no accents, no apostrophes.
"""

_THEIRS = (
    r"(?:me|us|her|him|them|my \w+|his \w+|mom|mum|mother|kids?|children|the kids|our \w+|wife|sister|brother|grandma"
    r"|girlfriend|boyfriend|someone|people)(?! (?:\w+ )?(?:habits?|addiction|cravings?|heart|feelings|up to|drinking))"
    r"(?<!my addiction)(?<!my habit)(?<!my heart)(?<!my feelings)(?<!his habit)(?<!his addiction)(?<!my dope)"
)
BLOWS = (
    r"(?:hit|hits|hitting|beat|beats|beating|beaten|punch\w*|kick(?:s|ed|ing)|slap\w*|shov\w*|push(?:es|ed|ing)|grab\w*"
    rf"|hurts?|hurting|attack\w*|smack\w*|strangl\w*|chok(?:ed|es|ing)|burn(?:ed|s)|spit|spat|bit|rap(?:ed|es|ing))"
    rf"(?: up)? {_THEIRS}|violen\w*|abusive|abuser|(?:he|she|husband|wife|partner|boyfriend|girlfriend|dad|mom|son)"
    rf"(?: is| has been| was)? abus(?:es|ed|ing) {_THEIRS}|domestic|batter(?:ed|ing)|strangl\w*|rape|raped|assault\w*"
    r"|molest\w*|stabb\w*|hands on (?:me|her|us|my|the)|hit (?:me|her|us)|black eye|bruis\w*|physically|put hands"
    r"|get(?:s|ting)? (?:mean|physical|aggressive|rough|violent|dangerous)|aggressive\w*|rages?|raging|beat up"
)
BLOWS_ES = (
    r"(?:me|nos|la|le|les|lo) (?:peg[aoue]\w*|golpe\w*|amenaz\w*|maltrat\w*|mata|va a matar|viol[ao]|ahorc\w*|empuj\w*"
    r"|lastim\w*|hace dano|hizo dano|jalone\w*|pate\w*|abofete\w*|cachete\w*|quiere (?:matar|pegar|hacer dano))"
    r"|golpe(?:a|ado|ada|o|ando|s)|maltrat\w*|violent[oa]s?|violencia|agresiv[oa]s?|moret\w*|viol(?:o|ada|acion)"
)
THREATS = (
    r"threat(?:s|en\w*)|amenaz\w*|guns?|knife|knives|machete|weapons?|pistola|cuchillo|arma|armas|navaja|blade"
    r"|(?:protection|restraining) order|protection from abuse|pfa|stalk\w*|orden de (?:proteccion|alejamiento)"
)
AFRAID_OF = (
    r"(?:afraid|scared|frightened|terrified|fear(?:ing|ful)?|fearing|nervous)(?: (?:of|to|for|that|he|she|hes|shes|is"
    r"|will|might|what|going|gonna|be|go|my|the|im|we))* (?:him|her|husband|wife|boyfriend|partner|home|life|lives|safety"
    r"|kids|children|hurt|kill|dad|son|violent|do|alone with|them|daughter|father|stepdad)(?! (?:will (?:relapse|use|die)"
    r"|relapse))|(?:dont|doesnt|not|never|isnt|arent) (?:feel )?safe(?! (?:to|for|dose|plan))|unsafe|not safe at home"
    r"|miedo(?: \w+){0,3} (?:el|esposo|marido|pareja|novio|padre|papa|casa|pegue|mate|lastime|dano|vida|haga)"
    r"|no (?:me siento|estoy|estamos|nos sentimos) segur[oa]s?"
)
MEANS_TO_HURT = (
    rf"(?:going to|gonna|will|says|said|threat\w*|tr(?:y|ied|ying) to|wants? to|might|hell|may) ?(?:\w+ ){{0,3}}(?:kill"
    rf"|hurt|shoot|beat|stab|attack|burn) {_THEIRS}|homicid\w*|hurt (?:someone|somebody|others|people)"
)
SHUT_IN = (
    r"wont let (?:me|us|her|my \w+) (?:leave|go|out|see)|lock(?:ed|s) (?:me|us|her|the|my)|trapped|hostage|cant leave him"
    r"|took my (?:phone|keys)|no me deja (?:salir|ir)|encerr\w*|escape (?:him|from)|leave safely|safe place|shelter"
)
BREAKS_THINGS = (
    r"throw(?:s|ing) (?:things|stuff|dishes|bottles|furniture|me)|threw(?: \w+){1,4} at (?:me|us|her|him)|smash\w*"
    r"|(?:punch|kick)(?:ed|es|ing|s) (?:the |a |in )?(?:walls?|holes?|doors?)|holes? in the walls?|break(?:s|ing)? (?:down"
    r"|things|the door|doors|stuff|windows)|broke (?:down )?(?:the|my) (?:door|window|phone)|destroy\w* the house"
    r"|tira cosas|rompe (?:cosas|todo|la puerta)|avienta"
)
CHILD_HARM = (
    r"child abuse|abuso (?:infantil|de menores|sexual)|childline|child ?line|child neglect|neglect(?:s|ed|ing)|cps report"
    r"|report (?:a |my |the |his |her )?(?:\w+ )?(?:parent|child|abuse|mother|neglect)|touch(?:ed|es|ing) (?:me|her|him"
    r"|my (?:daughter|son|kid|child|private\w*))|inappropriate\w*|abus\w* (?:my|the|his|her|a|our) (?:kids?|child\w*|son"
    r"|daughter|bab\w*|grand\w*)|hit(?:s|ting)? (?:the|his|her|my|our) (?:kids?|child\w*|son|daughter|bab\w*)|shak\w* the"
    r" baby|(?:le|les) peg(?:a|o|an) (?:a|al) (?:los|mis|sus|nin\w*|hij\w*|mi)"
)
LEFT_ALONE = (
    r"(?:left|leaves?|leaving|home|staying|stays?|deja\w*|dejo|quedo|quedan|estan|esta|are|is)(?: \w+){0,6} (?:alone"
    r"|unattended|by (?:themselves|himself|herself)|unsupervised|sol[oa]s?|with (?:him|her) (?:drunk|high))|abandon\w*"
    r"|unsupervised|unattended|no one watching|nobody watching"
)
FRIGHT = (
    r"scared|afraid|terrified|frightened|fear|panick\w*|freak\w*|please help|help me|take (?:my|the|her|his|our|it|them)"
    r"(?: \w+)? ?(?:baby|kids?|child\w*|away)|taken away|lose (?:my|the|her|custody)|cant (?:stop|quit)|dont know what"
    r"|what do i do|quit|stop|miedo|asustad[oa]|ayudame|necesito ayuda|me (?:lo|la) (?:quitan|van a quitar)|quitar\w*|dejar"
    r"|no puedo|no se que hacer|desesperad[oa]|ashamed|hurt\w*|hit\w*|pega|yell\w*|scream\w*|alone|cry\w*|worried sick"
)
I_AM_AFRAID = (
    r"(?:im|i am|were|we are|i feel|so|really|very) (?:so |really |very )?(?:scared|afraid|frightened|terrified|not safe"
    r"|crying|alone)|tengo (?:mucho )?miedo|estoy asustad[oa]|tenemos miedo|scares me|me asusta|hiding|escondid[oa]"
)
