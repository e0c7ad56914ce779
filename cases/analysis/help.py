"""What stands beside the questions of the analysis form, in our own words."""

from cases.vocabularies import Category, Modifiability

CATEGORIES = {
    Category.INFLICTED: "Killing or injury by another person, war or terrorism, and severe neglect.",
    Category.SUICIDE: "Self-harm with any intent, overdose, solvents, alcohol or drugs; mostly adolescents.",
    Category.TRAUMA: (
        "Injury that nobody meant: collisions, burns, drowning, poisoning of a small child, anaphylaxis; and a proven "
        "complication or error of treatment as the main cause. Not what belongs to category 1."
    ),
    Category.MALIGNANCY: "Tumours, leukaemia, lymphoma, histiocytosis, even when infection or bleeding came last.",
    Category.ACUTE: (
        "A sudden illness or operation in a child who was well, such as appendicitis, volvulus, acute asthma, diabetic "
        "ketoacidosis. Sudden unexpected death in epilepsy belongs here."
    ),
    Category.CHRONIC: (
        "A long illness such as Crohn’s disease, liver disease or immune deficiency, even when infection came last; "
        "cerebral palsy with a clear cause after birth."
    ),
    Category.CHROMOSOMAL: "Trisomies, single-gene disease, neurodegenerative disease, cystic fibrosis, anomalies.",
    Category.PERINATAL: (
        "What began around birth, at whatever age the child died: prematurity and what follows from it, lack of oxygen "
        "at birth, infection in the first week, cerebral palsy without another cause."
    ),
    Category.INFECTION: "A first infection after the first week of life that is not a complication of the above.",
    Category.SUDDEN: "Sudden infant death or “unascertained”, at any age. Not sudden death in epilepsy (category 5).",
}

MODIFIABILITY = {
    Modifiability.MODIFIABLE: (
        "At least one factor, in any domain, may have contributed and could be changed by something that can be done "
        "nationally or locally."
    ),
    Modifiability.NONE: "Factors may have contributed, but none that could be changed.",
    Modifiability.INADEQUATE: "Rare: too little is known to judge. Say why.",
}

RELEVANCE = (
    "0 when there is no information; 1 when the factor was there but is unlikely to have contributed; 2 when it may "
    "have contributed. Only a factor at 2 can be modifiable."
)

CLOSE_RELATIVES = (
    "Parents who are close relatives: the marriage is not itself a modifiable factor. Where genetic services were not "
    "offered in a way that respects the family’s culture, record that, under service provision."
)
