"""Invented families, agencies and people for the labelled set, each with the misspellings that people make."""

from dataclasses import dataclass
from datetime import date

from cases.identifiability import KnownDate, KnownFacts, Number, Person, Place


@dataclass(frozen=True)
class Family:
    """One invented record, with ways in which its names are written wrongly or short."""

    first: str
    middle: str
    surname: str
    first_typo: str
    first_short: str
    surname_typo: str
    mother: str
    mother_short: str
    father: str
    sibling: str
    gp: str
    consultant: str
    social_worker: str
    hospital: str
    hospital_short: str
    practice: str
    school: str
    street: str
    number: str
    town: str
    area: str
    postcode: str
    nhs: str
    phone: str
    email: str
    hospital_number: str
    born: date
    died: date
    language: str = "English"

    @property
    def initials(self) -> str:
        """``R.S.``"""
        return f"{self.first[0]}.{self.surname[0]}."

    @property
    def facts(self) -> KnownFacts:
        """What the record of this family knows."""
        return KnownFacts(
            people=(
                Person(f"{self.first} {self.middle} {self.surname}", "the child's name", "the child"),
                Person(self.mother, "the mother's name", "the mother"),
                Person(self.father, "the father's name", "the father"),
                Person(self.sibling, "the sibling's name", "the sibling"),
                Person(self.gp, "the name of a professional", "the GP"),
                Person(self.consultant, "the name of a professional", "the consultant"),
                Person(self.social_worker, "the name of a professional", "the social worker"),
            ),
            places=(
                Place(self.area, "the area", "the area"),
                Place(self.hospital, "an organisation", "the hospital"),
                Place(self.practice, "the GP practice", "the GP practice"),
                Place(self.school, "the school or nursery", "the school"),
            ),
            dates=(KnownDate(self.born, "the date of birth"), KnownDate(self.died, "the date of death")),
            numbers=(
                Number(self.nhs, "the NHS number", "a number"),
                Number(self.postcode, "the postcode", "the home area"),
                Number(self.phone, "a telephone number", "a telephone number"),
                Number(self.email, "an email address", "an email address"),
                Number(self.hospital_number, "a reference", "a number"),
            ),
            addresses=(f"{self.number} {self.street}, {self.town}",),
            backgrounds=(self.language,),
            born_on=self.born,
            died_on=self.died,
        )


FAMILIES = (
    Family(
        "Robin", "Elliot", "Madeley", "Robbin", "Robbie", "Madely", "Imogen Madeley", "Immy", "Piers Wexcombe",
        "Tabitha Madeley", "Dr Oswald Penhallow", "Dr Ngozi Adeyinka-Moss", "Carys Llewelyn",
        "Wexmoor General Hospital", "WGH", "Thornhill Surgery", "Larkfield Primary School", "Nettlebed Lane", "14",
        "Wexmoor", "Wexshire", "WX4 7QP", "9990000018", "07700 900114", "i.madeley@example.org", "WX204417",
        date(2021, 3, 5), date(2026, 3, 17),
    ),
    Family(
        "Mohammed", "Yusuf", "Karimzadeh", "Mohamed", "Mo", "Karimzada", "Fatima Karimzadeh", "Fati",
        "Abdullah Karimzadeh", "Zainab Karimzadeh", "Dr Helena Brockway", "Mr Stellan Aubrey", "Tendai Mukwevho",
        "Luxborough and Dunham University Hospital", "L&D", "Castle Mead Medical Centre", "St Osyth's Academy",
        "Harebell Road", "127", "Luxborough", "Luxborough", "LX1 2AB", "9990000026", "01632 960221",
        "akarim@example.org", "A0993821", date(2012, 11, 28), date(2026, 1, 9), "Pashto",
    ),
    Family(
        "Chloé", "Anne", "O'Shaughnessy", "Chole", "Clo", "OShaughnessey", "Siobhán O'Shaughnessy", "Shiv",
        "Declan O'Shaughnessy", "Niamh O'Shaughnessy", "Dr Priyanka Vasudev", "Professor Ulrich Haverstock",
        "Bronwen Tregarthen", "Princess Adela Hospital", "PAH", "Riverside Family Practice",
        "Sunny Meadows Pre-School", "Quarry Close", "3", "Ampleford", "Central Ampleshire", "AM12 9XY",
        "9990000034", "+44 7700 900342", "siobhan.os@example.org", "PAH-33871", date(2025, 12, 2), date(2026, 2, 20),
    ),
    Family(
        "Samuel", "Tobias", "Featherstonehaugh", "Samual", "Sammy", "Featherstonhaugh", "Rebecca Featherstonehaugh",
        "Becky", "Jonathan Featherstonehaugh", "Matilda Featherstonehaugh", "Dr Aleksander Wójcik",
        "Dr Mireille Fontaine", "Kwabena Osei-Tutu", "Great Marling Infirmary", "GMI", "Old Mill Surgery",
        "Marling Upper School", "Windlass Way", "88", "Great Marling", "Marlingshire", "MG9 3DN", "9990000042",
        "(01632) 960 777", "the.feathers@example.org", "887123", date(2009, 6, 21), date(2025, 10, 3),
    ),
    Family(
        "Aaliyah", "Noor", "Begum-Hassan", "Aliyah", "Ali", "Begum-Hasan", "Shabana Begum", "Shabs", "Tariq Hassan",
        "Ibrahim Hassan", "Dr Rosalind Thackeray", "Miss Eleanor Quibell", "Joyce Nkemelu",
        "Eastholt District Hospital", "EDH", "Brookvale Health Centre", "Little Acorns Nursery", "Tannery Court",
        "9B",
        "Eastholt", "Eastholt", "EH22 4TZ", "9990000050", "07700-900-456", "tariq_h@example.org", "E5520183",
        date(2024, 5, 30), date(2026, 4, 12), "Bengali",
    ),
    Family(
        "Zofia", "Maria", "Kowalczyk", "Zophia", "Zosia", "Kowalczik", "Katarzyna Kowalczyk", "Kasia",
        "Piotr Kowalczyk", "Szymon Kowalczyk", "Dr Edmund Larchwood", "Dr Temitope Balogun", "Gwendolyn Asher",
        "St Winifred's Hospital", "SWH", "Harbour Lane Practice", "Corpus Christi Primary", "Ropewalk Terrace", "41",
        "Port Severin", "Severinshire", "PS3 8LB", "9990000069", "07700 900987", "kkowal@example.org", "SW/44120",
        date(2018, 9, 14), date(2026, 5, 1), "Polish",
    ),
    Family(
        "Thaddeus", "Rhys", "Abernethy", "Thadeus", "Tad", "Abernathy", "Philippa Abernethy", "Pip", "Gareth Prosser",
        "Cordelia Abernethy", "Dr Winston Okonjo", "Dr Fenella Strachan", "Dilys Prendergast",
        "Royal Norbury Children's Hospital", "RNCH", "Elmcroft Surgery", "Norbury Grange School", "Saddlers Mews",
        "2", "Norbury", "Norburyshire", "NB7 1RE", "9990000077", "01632 960 099", "pabernethy@example.org",
        "N-771290", date(2026, 2, 1), date(2026, 2, 23),
    ),
    Family(
        "Ifeoluwa", "Grace", "Ogundipe", "Ifeolowa", "Ife", "Ogundippe", "Adaeze Ogundipe", "Ada",
        "Chukwuemeka Ogundipe", "Oluwaseun Ogundipe", "Dr Beatrix Holloway", "Mr Rajesh Venkataraman",
        "Lorcan Fitzsimmons", "Queen Philippa Hospital", "QPH", "Meadowgate Medical Practice",
        "Hollybush Junior School", "Cobbler's Rise",
        "55", "Stanbridge", "Stanbridge", "SB6 6HH", "9990000085", "07700 900 631", "ada.ogun@example.org",
        "QP00912", date(2015, 12, 25), date(2026, 6, 6), "Yoruba",
    ),
)  # fmt: skip

UNSEEN = (
    Family(
        "Beatrice", "Olwen", "Tannahill", "Beatrise", "Bea", "Tannahil", "Rosalind Tannahill", "Ros",
        "Gethin Cadwaladr",
        "Lysander Tannahill", "Dr Sunniva Ellingsen", "Dr Kofi Ampadu", "Morag Dalgleish", "Amberley Vale Hospital",
        "AVH", "Foundry Street Surgery", "Larchmount Infant School", "Pepperpot Hill", "6", "Amberley Vale",
        "West Amberleyshire", "AV3 5TT", "9990000093", "07700 900271", "ros.t@example.org", "AV/660412",
        date(2019, 8, 30), date(2026, 7, 4),
    ),
    Family(
        "Hamza", "Idris", "Qureshi", "Hamzah", "Hammy", "Quereshi", "Nadia Qureshi", "Nads", "Bilal Qureshi",
        "Safiya Qureshi", "Dr Leopold Grantchester", "Miss Anneliese Vogt", "Patience Chikwanha",
        "Queen Maud Infirmary", "QMI", "The Limes Medical Practice", "Copperfield Primary School", "Weaver's Fold",
        "212",
        "Harrowdean", "Harrowdean", "HD11 8BN", "9990000107", "01632 960888", "nadia.q@example.org", "QM884102",
        date(2022, 1, 19), date(2026, 8, 22), "Urdu",
    ),
)  # fmt: skip
"""Families for the narratives that the check had not met."""

BY_HAND = (
    Family(
        "Alfie", "Jack", "Hathersage", "Alfy", "Alf", "Hathersidge", "Chelsea Hathersage", "Chels", "Will Broadbent",
        "Poppy Hathersage", "Dr Anil Deshmukh", "Dr Sarah Pym", "Joy Ransome", "Copperdale Royal Infirmary", "CRI",
        "Station Road Surgery", "Daisychain", "Mill Rise", "31", "Copperdale", "North Copperdale", "CD7 2LF",
        "9990000115", "07700 900733", "chels.h@example.org", "CR552091", date(2024, 8, 9), date(2025, 10, 15),
    ),
    Family(
        "Jia", "Hui", "Ng", "Jai", "JJ", "Nge", "Mei Ng", "Mimi", "Kok Wai Ng", "Jun Ng", "Dr Marian Roebuck",
        "Professor Luca Castellano", "Heather Quill", "St Aldhelm's Hospital", "SAH", "Market Square Surgery",
        "Kingsmead Primary School", "Market Square", "6a", "Copperdale", "North Copperdale", "CD7 9QT", "9990000123",
        "07700 900268", "kwng@example.org", "SA/20931", date(2025, 10, 30), date(2025, 11, 2), "Cantonese",
    ),
    Family(
        "Nevaeh-Rose", "Kathleen", "Doherty", "Neveah", "Nev", "Dockerty", "Kayleigh Doherty", "Kayls", "James Doherty",
        "Tyson Doherty", "Dr Ellen Muckle", "Dr Ivo Brandt", "Patrick Staines", "Great Fenwick Infirmary", "GFI",
        "Drovers Surgery", "Fenwick St Mary's CE Primary School", "Cutler's Lane", "4", "Great Fenwick", "Fenwick",
        "FW2 6GG", "9990000158", "07700 900812", "kdoherty@example.org", "GF10077", date(2019, 5, 17),
        date(2025, 12, 31),
    ),
    Family(
        "Arjun", "Singh", "Sandhu", "Arjan", "Jun", "Sandu", "Harpreet Kaur", "Preeti", "Gurdeep Singh Sandhu",
        "Simran Kaur Sandhu", "Dr Tobias Lunt", "Dr Neha Bhatt", "Moira Keane", "Wolverley General Hospital", "WGH",
        "Priory Road Surgery", "Beechwood Academy", "Priory Park", "112", "Wolverley", "Wolverleyshire", "WV8 8ZZ",
        "9990000131", "07700 900555", "gsandhu@example.org", "WG/77120", date(2011, 4, 3), date(2026, 2, 8), "Punjabi",
    ),
)  # fmt: skip
"""Families of the passages written by hand that were held back."""
