"""The report's fixed words: headings of figures, standard texts, abbreviations. No numbers here."""

SUBJECTS = {
    "age": "Age at death",
    "age_group": "Age at death in three groups",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "ethnic_group": "Ethnic group",
    "residence": "Local authority of residence",
    "deprivation": "Deprivation of the area of residence",
    "deprivation_half": "More and less deprived areas",
    "place": "Place of death",
    "expectedness": "Expected and unexpected deaths",
    "gestation": "Gestation of infants",
    "by_year": "Numbers over three years",
    "category": "Primary category of death",
    "modifiability": "Reviews that found modifiable factors",
    "modifiable_by_category": "Modifiable factors by category of death",
    "factors": "The modifiable factors found",
    "factors_under_28_days": "Modifiable factors in deaths under 28 days",
    "time_to_review": "Time from death to review",
    "held": "Meetings held",
    "birth_weight": "Birth weight of infants",
    "infant_rate": "Deaths under one year for each 1,000 live births",
    "child_rate": "Deaths for each 100,000 children",
    "pooled_infant_rate": "Deaths under one year for each 1,000 live births, several years together",
    "pooled_child_rate": "Deaths for each 100,000 children, several years together",
    "infant_rate_by_ethnic_group": "Deaths under one year for each 1,000 live births, by ethnic group",
    "child_rate_by_ethnic_group": "Deaths for each 100,000 children aged 1 to 17, by ethnic group",
    "infant_rate_by_deprivation": "Deaths under one year for each 1,000 live births, by deprivation",
    "child_rate_by_deprivation": "Deaths for each 100,000 children aged 1 to 17, by deprivation",
    "unexpected_infant_deaths": "Unexpected deaths of infants",
    "sudden_deaths": "Sudden deaths that stayed unexplained",
    "sudden_deaths_age": "Sudden unexplained deaths by age",
    "sudden_deaths_factors": "Modifiable factors of sudden unexplained deaths",
    "suicide": "Deaths by suicide or self-harm",
    "suicide_age": "Deaths by suicide or self-harm by age",
    "suicide_sex": "Deaths by suicide or self-harm by sex",
    "suicide_factors": "Modifiable factors of deaths by suicide or self-harm",
    "waiting_time": "Time to review, counting the cases that still wait",
    "open_by_year_of_death": "Open cases by year of death",
    "days_by_owner": "With whom the days of reviews lay",
    "timeliness": "How soon agencies answered",
    "key_worker": "Key workers for families",
    "state": "What became of recommendations",
}

FIRST_COLUMN = {
    "age": "Age",
    "age_group": "Age",
    "residence": "Local authority",
    "deprivation": "Decile",
    "deprivation_half": "Deciles",
    "place": "Place",
    "gestation": "Completed weeks",
    "by_year": "Financial year",
    "category": "Category",
    "modifiable_by_category": "Category",
    "modifiability": "Outcome of the review",
    "factors": "Modifiable factor",
    "factors_under_28_days": "Modifiable factor",
    "time_to_review": "Time",
    "expectedness": "Kind of death",
    "ethnic_group": "Ethnic group",
    "timeliness": "Agency",
    "pooled_infant_rate": "Years and area",
    "pooled_child_rate": "Years and area",
    "infant_rate_by_ethnic_group": "Ethnic group",
    "child_rate_by_ethnic_group": "Ethnic group",
    "infant_rate_by_deprivation": "Deprivation",
    "child_rate_by_deprivation": "Deprivation",
    "unexpected_infant_deaths": "Financial year",
    "sudden_deaths": "Financial year",
    "sudden_deaths_age": "Age",
    "sudden_deaths_factors": "Modifiable factor",
    "suicide": "Financial year",
    "suicide_age": "Age",
    "suicide_sex": "Sex",
    "suicide_factors": "Modifiable factor",
    "key_worker": "Key worker",
    "state": "State",
    "birth_weight": "Birth weight",
    "waiting_time": "State",
    "open_by_year_of_death": "Year of death",
    "days_by_owner": "With whom",
    "factors_by_domain": "Domain",
}

COUNTED = {"days_by_owner": "Days", "held": "Meetings", "state": "Recommendations"}
"""What a figure counts where it does not count deaths or reviews."""

OF_INFANTS = ("gestation", "birth_weight")
"""Figures of children who died under one year."""

GRID_COLUMNS = {"factors_by_category": ("Modifiable factor", "Category of death")}
"""What stands down and what across a table with two ways, where it is too wide for a page."""

SEVERAL_YEARS = ("unexpected_infant_deaths", "sudden_deaths", "suicide")
"""Figures of several years, one row a year."""

KNOWN = {
    "age": "age is known",
    "age_group": "age is known",
    "sex": "sex is known",
    "ethnicity": "ethnicity is known",
    "ethnic_group": "ethnicity is known",
    "residence": "the area of residence is known",
    "deprivation": "the deprivation decile is known",
    "deprivation_half": "the deprivation decile is known",
    "place": "the place of death is known",
    "expectedness": "it is known whether the death was expected",
    "gestation": "gestation is known",
    "birth_weight": "birth weight is known",
}

FUNCTIONS = """\
When a child dies, the law asks that the death be reviewed: not to lay blame, but to understand what happened and \
to learn what might spare other families the same loss. The duty rests on the child death review partners, which are \
the local authorities and the integrated care board of the area. It comes from the Children Act 2004, as amended by \
the Children and Social Work Act 2017, and is set out in Working Together to Safeguard Children and in the national \
Child Death Review statutory and operational guidance.

The partners have arranged for the panel to review, independently of the services that cared for the child, the \
death of every child who normally lived in the area, from a live birth at any gestation up to the eighteenth birthday.

The panel:

- receives information from every agency that knew the child and family
- confirms or clarifies the cause of death, and decides its category
- identifies contributory factors, and those among them that could be changed
- makes recommendations to those who can bring change about, and follows them up
- notifies the national database of what was learned
- tells the public, by this report, what was found and what was done

The panel's discussions are anonymised and confidential. Nothing in this report is meant to describe a single child."""

MODIFIABLE_MEANING = (
    "A modifiable factor is one that may have contributed to the death of a child and that could be changed by what "
    "can be done locally or nationally, so that the risk of future deaths is lower. It does not mean that a particular "
    "death would have turned out otherwise."
)

COHORTS = (
    "This report counts two groups of children, and never mixes them. Deaths notified are those of which the panel "
    "was told in the year. Deaths reviewed are those whose review the panel completed in the year; most of these "
    "children died, and were notified, in an earlier year. Category of death and modifiable factors are known only "
    "after a review."
)

INTERVALS = (
    "Percentages carry a 95% confidence interval by Wilson's method. It shows how far chance alone could move the "
    "percentage: with numbers as small as these it is wide, and a difference inside it should not be read as a change "
    "or as a difference between groups."
)

ROUNDING = (
    "Every percentage is worked out from the number of records for which the answer is known, which stands beside it; "
    "records without an answer are counted as not known. Percentages are rounded half up to whole numbers, and are not "
    "shown where they would rest on fewer than 10 records. They may therefore not add up to 100."
)

FACTORS = (
    "Factors are recorded in four domains: the child, the social environment, the physical environment and the "
    "services. A factor counts as modifiable only where the panel found that it may have contributed to the death. "
    "One review can find several factors, so their numbers do not add up to the number of reviews."
)

PUBLIC_RULE = (
    "To protect children and families, this edition follows the profile “{title}”. {words} The protection holds for "
    "all tables, percentages, charts and sentences of this edition together, and for what the panel has published "
    "earlier."
)

CONFIDENTIAL_RULE = (
    "This edition is for the panel and its partners. It shows small numbers, from which a child could be recognised. "
    "It must not be published or passed on; the public edition is made for that."
)

ABBREVIATIONS = {
    "CDOP": "Child Death Overview Panel",
    "CDR": "Child death review",
    "CDRM": "Child death review meeting",
    "BMI": "Body mass index",
    "CSPR": "Child safeguarding practice review",
    "DHSC": "Department of Health and Social Care",
    "GP": "General practitioner",
    "ICB": "Integrated care board",
    "IMD": "Index of Multiple Deprivation",
    "JAR": "Joint agency response",
    "LMNS": "Local maternity and neonatal system",
    "MBRRACE-UK": "Mothers and Babies: Reducing Risk through Audits and Confidential Enquiries across the UK",
    "NCMD": "National Child Mortality Database",
    "NHS": "National Health Service",
    "NICE": "National Institute for Health and Care Excellence",
    "OHID": "Office for Health Improvement and Disparities",
    "ONS": "Office for National Statistics",
    "RCPCH": "Royal College of Paediatrics and Child Health",
    "PMRT": "Perinatal Mortality Review Tool",
    "SIDS": "Sudden infant death syndrome",
    "SUDC": "Sudden unexpected death in childhood",
    "SUDI": "Sudden unexpected death in infancy",
    "SUDIC": "Sudden unexpected death in infancy and childhood",
}
