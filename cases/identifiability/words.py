"""Words that the matchers must know: titles, ordinary words, kinds of institution. Lists, no rules."""

from pathlib import Path


def _listed(name: str) -> frozenset[str]:
    return frozenset((Path(__file__).parent / "wordlists" / f"{name}.txt").read_text(encoding="utf-8").split())


COMMON = _listed("ordinary")
"""Ordinary words of such texts: with a capital they begin a sentence or a heading, they are no misspelt name."""

ALSO_WORDS = _listed("names_too")
"""Names that are words too: small letters say nothing of them."""

NO_PLACE = _listed("no_place")
"""What may stand with a capital in the middle of a sentence and names neither a place nor a person."""

GIVEN_NAMES = _listed("given")
"""First names that are common in England, from many families of languages."""

SELDOM = _listed("seldom")
"""Names that are words too, of which such texts hardly ever speak: in small letters they are still a name."""

SERVICE = _listed("service")
"""Ordinary words that services write with a capital: “Liaison Officer”, “Symptom Management Plan”."""

BRANDS = _listed("brands")
"""Medicines, feeds, makes and eponyms: capitals that name nobody's family."""

KIN = frozenset(
    (
        "aunt auntie boyfriend brother carer cousin dad daughter ex father friend girlfriend gran grandad grandfather "
        "grandma grandmother grandpa granny husband ma mam mate mother mum mummy nan nana nanna nanny neighbour nephew "
        "niece partner sibling sister son stepdad stepfather stepmother stepmum twin uncle wife"
    ).split()
)
KINDS = frozenset(
    (
        "academy centre chapel church clinic club college court depot flats gardens gurdwara home homes hospice "
        "hospital house hub lodge mosque nursery playgroup practice pub room school site station suite surgery temple "
        "theatre unit ward wing"
    ).split()
)

ABBREVIATIONS = _listed("abbreviations")
"""Usual abbreviations, which are nobody's initials unless dotted."""

GENERIC = _listed("generic")
"""Words that many places share."""

NO_NAME = frozenset(
    (
        "aka and baby boy child doctor dr female for girl infant jr known male miss mr mrs ms mx name nee none not "
        "née of one prof professor sir sr st the to twin two unknown unnamed"
    ).split()
)
JOINING = frozenset(("and de for le of on the upon").split())
SURE_STREETS = frozenset(("ave avenue crescent grove lane mews rd road street terrace").split())
TITLES = (
    "Dr|Doctor|Mr|Mrs|Ms|Miss|Mx|Prof|Professor|Sir|Lady|Lord|Rev|Reverend|Imam|Rabbi|Father|Sister|Nurse|"
    "Sr|Fr|Revd|Rev'd|Rev’d|Midwife|PC|WPC|DC|DS|DI|DCI|Sgt|Sergeant|Inspector|Constable|Detective|Judge|Coroner|Auntie|Aunt|"
    "Uncle|Nana|Nanny|Grandma|Grandpa|Granny|Cllr"
)
TITLED = {
    "dr": "the doctor",
    "doctor": "the doctor",
    "prof": "the doctor",
    "professor": "the doctor",
    "mr": "the consultant or man",
    "mrs": "the woman",
    "ms": "the woman",
    "miss": "the woman",
    "sister": "the nurse",
    "nurse": "the nurse",
    "midwife": "the midwife",
    "pc": "the police officer",
    "wpc": "the police officer",
    "dc": "the police officer",
    "ds": "the police officer",
    "di": "the police officer",
    "dci": "the police officer",
    "sgt": "the police officer",
    "sergeant": "the police officer",
    "inspector": "the police officer",
    "constable": "the police officer",
    "detective": "the police officer",
    "coroner": "the coroner",
    "judge": "the judge",
    "rev": "a minister",
    "revd": "a minister",
    "rev'd": "a minister",
    "rev’d": "a minister",
    "fr": "a minister",
    "sr": "the nurse",
    "reverend": "a minister",
    "imam": "a minister",
    "rabbi": "a minister",
    "aunt": "a relative",
    "auntie": "a relative",
    "uncle": "a relative",
    "nana": "a grandparent",
    "nanny": "a grandparent",
    "grandma": "a grandparent",
    "grandpa": "a grandparent",
    "granny": "a grandparent",
}
INSTITUTIONS = (
    "Hospital|Infirmary|Hospice|Primary School|Junior School|Infant School|High School|Secondary School|"
    "Upper School|Lower School|Middle School|School|Academy|College|University|Nursery|Pre-?[Ss]chool|"
    "Playgroup|Kindergarten|Surgery|Medical Practice|Medical Centre|Health Centre|Family Centre|Practice|"
    "Clinic|Children's Centre|Children’s Centre|Birth Centre|Leisure Centre|Borough Council|County Council|"
    "City Council|Council|NHS Trust|NHS Foundation Trust|Trust|Constabulary|Police Station|Police|"
    "Ambulance Service|Church|Mosque|Temple|Gurdwara|Synagogue|Care Home|Ward|Hotel|Swimming Pool|Lido|"
    "Reservoir|Lake|Station|Junction|Refuge|Town|Rovers|United"
)
INSTEAD = {
    "infirmary": "the hospital",
    "primary school": "the school",
    "junior school": "the school",
    "infant school": "the school",
    "high school": "the school",
    "secondary school": "the school",
    "upper school": "the school",
    "lower school": "the school",
    "middle school": "the school",
    "academy": "the school",
    "medical practice": "the GP practice",
    "medical centre": "the GP practice",
    "surgery": "the GP practice",
    "practice": "the GP practice",
    "health centre": "the health centre",
    "nhs trust": "the hospital trust",
    "nhs foundation trust": "the hospital trust",
    "trust": "the hospital trust",
    "borough council": "the council",
    "county council": "the council",
    "city council": "the council",
    "constabulary": "the police",
    "police station": "the police",
    "ward": "the ward",
    "church": "a place of worship",
    "mosque": "a place of worship",
    "temple": "a place of worship",
    "gurdwara": "a place of worship",
    "synagogue": "a place of worship",
}
STREETS = (
    "Street|Road|Lane|Avenue|Close|Drive|Way|Crescent|Court|Place|Gardens|Terrace|Grove|Hill|Square|Mews|"
    "Rise|Walk|Row|Green|View|Parade|St|Rd|Ave|Ln"
)
LETTERED = frozenset({"child a", "baby p"})
TRAIT_LABELS = {
    "condition": "a rare condition",
    "family": "a parent's work",
    "origin": "origin, language or faith",
    "children": "an unusual family",
    "setting": "an unusual setting",
    "age": "an exact age",
    "place": "a place",
}
TRAIT_INSTEAD = {
    "condition": "a serious condition",
    "family": "a parent",
    "origin": "the family",
    "children": "a large family",
    "setting": "the place",
    "age": "a young child",
    "place": "the place",
}
STREET_WORDS = tuple(
    (
        "street road lane avenue close drive way crescent court place gardens terrace grove hill square mews "
        "rise walk row green view parade end st rd ave ln cl dr ct tce terr sq gdns pk cres gr pl "
    ).split()
)
RARE_CONDITIONS = (
    "osteogenesis imperfecta", "epidermolysis bullosa", "progeria", "mucopolysaccharidosis", "tay-?sachs", "krabbe",
    "zellweger", "menkes", "leigh syndrome", "batten disease", "rett syndrome", "ondine'?s curse",
    "harlequin ichthyosis", "spinal muscular atrophy", "gaucher", "niemann-pick", "pompe disease",
    "alexander disease", "canavan", "moebius syndrome", "aicardi\\S*(?: syndrome)?", "dravet syndrome",
    "ehlers-danlos", "marfan", "alagille", "wolman disease", "ectopia cordis", "sirenomelia", "anencephaly",
    "congenital central hypoventilation", "lissencephaly", "propionic acid[ae]emia", "methylmalonic acid[ae]emia",
    "maple syrup urine disease", "nonketotic hyperglycin[ae]emia", "trisomy 13", "trisomy 18", "retinoblastoma",
    "hepatoblastoma", "rhabdoid tumour", "diffuse intrinsic pontine glioma", "fatal familial insomnia",
    "tetra-amelia", "huntington'?s(?: disease)?", "thanatophoric dysplasia", "fibrodysplasia ossificans",
)  # fmt: skip
OCCUPATIONS = (
    "footballer", "police officer", "teacher", "head ?teacher", "councillor", "soldier", "vicar", "imam", "actor",
    "actress", "member of parliament", "mp", "surgeon", "nurse", "paediatrician", "midwife", "firefighter", "pilot",
    "prison officer", "judge", "solicitor", "singer", "musician", "taxi driver", "postman", "postwoman",
    "shopkeeper", "publican", "farmer", "student", "asylum seeker", "refugee", "sex worker", "in prison",
    "social worker", "foster carer", "athlete", "jockey",
)  # fmt: skip
ORIGINS = (
    "somali", "polish", "romanian", "roma", "irish traveller", "gypsy", "pashto", "tamil", "vietnamese", "albanian",
    "eritrean", "afghan", "syrian", "kurdish", "lithuanian", "bulgarian", "ukrainian", "filipino", "nepali",
    "tibetan", "jehovah's witness(?:es)?", "plymouth brethren", "orthodox jewish", "hasidic", "amish", "quaker",
    "bahai", "zoroastrian", "rastafarian", "sign language", "congolese", "yemeni", "sudanese", "gambian",
    "mongolian", "icelandic", "maori",
)  # fmt: skip
USUAL_BACKGROUNDS = frozenset({"english", "none", "christian", "not known", "unknown", "no religion"})
