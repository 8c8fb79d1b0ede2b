"""A query as the rules want it: small, plain words, those that matter spelt right."""

from articles.search.spelling import Spellings, distance
from articles.search.words import tokens

MATTER = """
abusive accidentally afraid alcohol ambulance antifreeze arrested asleep assaulted attack awake
bathroom beating bleeding bottle breath breathe breathing choked choking cocaine cold collapsed coma confused
confusion conscious convulsing convulsions convulsion daughter delirium despair detox disappear detoxing drinking
drowsy edible edibles emergency fainted fainting fentanyl fever foaming freaking gasping gummies
gummy gurgling hallucinating hallucinations hallucination heroin herself himself hitting myself hotline hurting injected
knife limp lethargic methadone mouth naloxone narcan nodding overdose overdosed overdosing overheating
paranoid passed passing pills poison poisoned poisoning pregnant psychosis psychotic pupils purple quitting
scared seizing seizure seizures shaking shivering shooting sleepy slurring snoring stopped stopping
strangled suicidal suicide swallow swallowed sweating terrified threatened threatening toddler
tremens tremors turkey turning unconscious unresponsive urgent violence violent voices vomiting
withdrawal withdrawing withdrawals xanax klonopin ativan valium
abstinencia ahogando alucina alucinaciones amenaza ambulancia azules borracho convulsiones
convulsionando cuchillo desmayado desmayo despierta despertar embarazada emergencia envenenado
fiebre golpea golpeo inconsciente maltrata matarse matarme morados morir morirse pastilla pastillas
pistola quiere quiero reacciona respira respirar sobredosis suicidarse suicidio temblando temblores
tragado trago urgente veneno violento vomitando
""".split()
"""Words by which a danger is known. A slip in one of them must not hide it."""

MEAN_OTHERWISE = frozenset(
    """
adrift alive appeal attach attic avoid bathrooms beaten breaking cold coke comas come confide cooking cools
daughters drinkin eating editing effects false fashion father fewer files forever gasp gunning
hearing heating hiding hitting hotel hurling kitting knives leisure limb lift living making meaning
methadone mother moth never month north pain painted parking passes passion past patient patients
payment pelvis pillow pilled planted poise present pressing prison provision putting quality
quieter quoting reading recovery relapse relapsed respite sacred sacrifice scarce scaled sharing
shooting shopping shortness sipping sitting slapping sleep sleeping slurry smoking snowing souring
stepping stocking stopper storing sharking substance substances swallows sweeping swelling teaching
threaded threats treated treatment treatments treating tricks turkeys turned tutoring valid value
violet voice volume vomits walking wallet waking withdraw withdrawn written
abstinente borrar cuchillos desierta despedir embarazo morado mover querer quieren respeto
respuesta tener tragar vender veneer viento
""".split()
)
"""Words that look like one of them and are themselves."""

SHORT = {
    "blu": "blue",
    "wke": "wake",
    "wak": "wake",
    "awak": "awake",
    "ded": "dead",
    "ija": "hija",
    "ijo": "hijo",
    "kil": "kill",
    "pil": "pill",
    "tok": "took",
    "reson": "reason",
    "forevr": "forever",
    "wen": "when",
}
"""Slips in words that are too short to be guessed."""

_KNOWN = Spellings(MATTER)


def plain(query: str) -> str:
    """The words, small and without accents, a space on both sides of each."""
    return f" {' '.join(_meant(word) for word in tokens(query))} "


def _meant(word: str) -> str:
    if word in SHORT:
        return SHORT[word]
    if len(word) < 5 or word in _KNOWN or word in MEAN_OTHERWISE:
        return word
    for known, _slips in _KNOWN.near(word):
        slips = 1 if len(word) < 8 else 2
        starts_alike = word[0] == known[0] or word[:2] == known[1::-1]
        if starts_alike and distance(word, known, slips) <= slips:
            return known
    return word
