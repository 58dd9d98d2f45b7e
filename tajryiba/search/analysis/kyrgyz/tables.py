"""The grammar as data: endings, what may stand before what, exceptions. `compiler.py` turns it into lookup tables.

Everything is in folded letters (ң→н, ө→о, ү→у) because half of the questions are typed so.

Endings are templates: `A` = а/е/о by vowel harmony, `Y` = ы/и/у, `L` = л/д/т, `N` = н/д/т, `D` = д/т, `G` = г/к,
`B` = б/п by the letter before; a leading `c` stands only after a consonant, `v` only after a vowel, `-` after anything.
The number is a cost, about −ln of how often the ending is met in its slot: rare endings need a better reason.
"""

# Slot → endings with costs.
ENDINGS = {
    "question": "-BY:4.5",
    "copula": "-мYн:5 -сYн:5.5 -сYз:5.5 -BYз:5 -сYнAр:5 -DYр:4.5",
    "case": "-NYн:2.2 -NY:2.6 -GA:2.3 -DA:2.5 -DAн:2.7 -чA:4 -DAй:4 -DAгY:2.8 -NYкY:4.5 -DAгYдAй:4",
    "case_after_his": "-нYн:1.8 -н:2 -нA:2.3 -ндA:2.2 -нAн:2.7 -ндAгY:2.6 -нчA:4 -ндAй:4 -нYкY:4.5",
    "case_after_my": "-A:3",
    "his": "vсY:1.2 cY:1.2",
    "my": ("vм:4.2 cYм:4 vн:5 cYн:5 vнYз:3.4 cYнYз:3.2 vбYз:3.4 cYбYз:3.2 vнAр:4.5 cYнAр:4.5 vнYздAр:4 cYнYздAр:4"),
    "plural": "-LAр:1.4",
    "derived": (
        "-луу:2.5 -дуу:3 -туу:2.8 -сYз:3 -LYк:2.3 -дYк:2.5 -чYлYк:2.8 -чY:3.4 -нчY:3.6 cYнчY:3.4 -рAAк:3 cYрAAк:3 "
        "-DAш:4.5 -лAш:5 -чAн:4.5 -GY:2.8 cкY:3 -кер:4.5 -кор:5 -поз:5"
    ),
    # Endings of a verb that closes a sentence, and converbs.
    "finite": (
        "cAт:1.6 vйт:1.5 cAм:3.6 vйм:3.6 cAмYн:3.4 vймYн:3.4 cAсYн:4 vйсYн:4 cAсYз:3.4 vйсYз:3.4 cAбYз:3.2 vйбYз:3.2 "
        "cAсYнAр:4 vйсYнAр:4 cA:3 vй:2.6 cAр:4 vр:4.2 cAрмYн:4.5 vрмYн:4.5 "
        "-DY:1.7 -DYм:3.4 -DYн:4 -DYнYз:3.6 -DYк:3.2 -DYнAр:4 -DYнYздAр:4.5 "
        "cYп:1.7 vп:1.7 cYптYр:3 vптYр:3 cYпмYн:4 vпмYн:4 cYпсYн:4 vпсYн:4 cYпсYз:4 cYпбYз:4 vпбYз:4 "
        "-GAнмYн:3.6 -GAнсYн:4 -GAнсYз:3.6 -GAнбYз:3.4 -GAнчA:3.2 -GAч:3.4 -GYчA:3.6 -чу:3.2 -BA:3.2 "
        "-GAлY:3.6 -GAндYктAн:3 -сA:2.8 -сAм:3.6 -сAн:4 -сAнYз:3.4 -сAк:3.6 -сAнAр:4 -сAчY:4 -сAнчY:4.5 "
        "-сYн:2.8 -сYнчY:4 -сYндAр:4 -GYн:4.5 -GYлA:3.8 -GYнчA:4 cYнYз:3.2 vнYз:3.2 cYнYздAр:4 vнYздAр:4 "
        "cAйYн:3.8 vйYн:3.8 cAйли:5 cAлY:3.8 vлY:4.5 cAлYк:3.4 vлYк:4 -BAс:3.2 -BAстAн:3.2 -чY:4.5 -мAк:3.6 -мAкчY:3.2 "
        "-GYдAй:3.6 -мAйYнчA:3.4 -BAйлY:4 -BAгYлA:3.6"
    ),
    # Verb → noun or adjective, which may carry number, possession and case.
    "nominal": (
        "cуу:1 vу:1.5 vучу:2.6 -GAн:1.4 cYш:2.4 vш:2.8 cуучу:2.4 cAр:3 vр:3.2 -BAс:3.2 -GYч:3.2 cYм:4 vм:4 -мA:4.4 "
        "-GY:4.8 -DYк:4.5 -чу:3.8 cAAрY:4 -мAк:4.2 -GAндYк:2.6 -BAстYк:3.4 cYпкY:4 vпкY:4 cулуу:4 -GAндAй:2.8 cYштA:4"
    ),
    # The same after a vowel: карa + уу is written кароо; the vowel comes back by harmony.
    "nominal_oo": "-оо:1 -оочу:2.4",
    "negation": "-BA:1.8",
    "voice": (
        "cYл:1.6 vл:1.8 cYн:2.4 vн:2.6 cYш:2.4 vш:2.4 -DYр:1.8 vт:2 -GYз:2.6 -GAз:3.4 cYр:3.6 cAр:3.8 cYт:3.4 cт:3.8 "
        "-GAр:5"
    ),
}

# Slots that only the learning of stems uses: endings that make a listed word a mere form of another.
ENDINGS["adjective"] = "-луу:0 -дуу:0 -туу:0 -сYз:0 -LYк:0 -дYк:0 -рAAк:0 cYрAAк:0"
ENDINGS["relative"] = "-LYк:0 -дYк:0"
ENDINGS["ending"] = (
    "-NYн:0 -NY:0 -GA:0 -DA:0 -DAн:0 -DAй:0 -DAгY:0 vсY:0 -LAрY:0 "
    "cYнAн:0 cYнA:0 cYндA:0 cYнYн:0 cYн:0 vсYнAн:0 vсYнA:0 vсYндA:0 vсYн:0"
)
ENDINGS["participle"] = "-GAн:0 cAт:0 vйт:0 cYп:0 -DY:0 -BAс:0 -BAйт:0 -BAгAн:0 -BAй:0 cYлгAн:0 vлгAн:0"
ENDINGS["passive"] = "cYл:0 vл:0 cYн:0 vн:0"
ENDINGS["negated"] = "-BA:0"

# State → (slot, next state); an empty slot is a free step. States say what may still stand to the left.
GRAPH = {
    "word": [("question", "clause"), ("", "clause")],
    "clause": [("copula", "case"), ("", "case"), ("finite", "negation")],
    "case": [("case", "possession"), ("case_after_his", "his"), ("case_after_my", "my"), ("", "possession")],
    "his": [("his", "number")],
    "my": [("my", "number")],
    "possession": [("his", "number"), ("my", "number"), ("", "number")],
    "number": [("plural", "base"), ("", "base")],
    "base": [("derived", "inner"), ("nominal", "negation"), ("nominal_oo", "restored"), ("attribute", "possession")],
    "inner": [("derived", "core"), ("plural", "core"), ("nominal", "negation"), ("nominal_oo", "restored")],
    "core": [],
    "negation": [("negation", "voice"), ("", "voice")],
    "voice": [("voice", "voice2")],
    "voice2": [("voice", "voice3")],
    "voice3": [("voice", "root")],
    "root": [],
    "restored": [],
}
# Attributes of place may be declined again: үйүндөгүлөрдүн.
ENDINGS["attribute"] = "-DAгY:4"

NOUN_STATES = ("base", "inner", "core")
VERB_STATES = ("voice", "voice2", "voice3", "root", "restored")

# Stem as it looks before a vowel or in the plural → stem.
IRREGULAR_STEMS = {
    "балдар": "бала",
    "орд": "орун",
    "мурд": "мурун",
    "мойн": "мойун",
    "эрд": "эрин",
    "кард": "карын",
    "айл": "айыл",
    "конл": "конул",
    "убакт": "убакыт",
    "убак": "убакыт",
    "убаг": "убакыт",
    "уст": "усту",
    "аст": "асты",
    "алд": "алды",
}
# Irregular stems stand before possession; the plural is inside the stem.
IRREGULAR_STATE = "number"

# Whole words → dictionary form; of a word that has two, the likelier first.
WORDS = {
    "таап": "тап",
    "жаап": "жап жаа",
    "чаап": "чап",
    "сээп": "сеп",
    "тээп": "теп",
    "боп": "бол",
    "кеп": "кеп кел",
    "ага": "ал ага",
    "алды": "ал алды",
    "аны": "ал",
    "анын": "ал",
    "анда": "ал",
    "андан": "ал",
    "мага": "мен",
    "мени": "мен",
    "менин": "мен",
    "сага": "сен",
    "сени": "сен",
    "сенин": "сен",
    "буга": "бул",
    "муну": "бул",
    "мунун": "бул",
    "мында": "бул",
    "мындан": "бул",
    "ошого": "ошол",
    "ошону": "ошол",
    "ошонун": "ошол",
    "ошондо": "ошол",
    "ошондон": "ошол",
    "менен": "менен",
    "учун": "учун",
    "жана": "жана",
    "абдан": "абдан",
    "кайда": "кайда",
    "кантип": "кантип",
    "эмне": "эмне",
    "эле": "эле",
    "экен": "экен",
    "эмес": "эмес",
    "бери": "бери",
    "дагы": "дагы",
}
