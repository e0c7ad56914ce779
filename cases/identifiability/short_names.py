"""Short and other forms of first names, in groups that mean one person. A list, no rules."""

_GROUPS = """
abigail abi abby gail
aaliyah aliyah aliya ali
abdul abdullah abdulla abdallah
ahmed ahmad ahmet
aidan aiden ayden
aisha ayesha aysha aishah
alexander alex al xander sandy alec lex sasha
alexandra alex sandra lexi lexie sasha
alfred alfie alf fred
amelia amy millie milly mia
andrew andy drew
angela angie ange
annabel annabelle anna bella belle
ann anne anna annie
anthony antony tony ant
barbara barb babs
benjamin ben benji benny
bethany beth bethan
catherine katherine kathryn katharine cathy kathy kate katie katy cath kath kit
charles charlie chas chuck
charlotte charlie lottie lotty char
christina christine chris chrissy tina
christopher chris kit topher
daniel dan danny
david dave davey davy
deborah debbie deb debs
edward ed eddie ted teddy ned
eleanor ellie nell nelly nora elinor ellen
elizabeth elisabeth liz lizzie beth betty eliza libby elsie lisa bess
emily em emmy milly
emma em emmy
ethan eth
evelyn evie eve
fatima fatimah fatma
francesca fran frankie chessie
frances fran frankie francis
francis frank frankie
frederick fred freddie freddy
gabriel gabe
gabrielle gabby
george georgie
georgina georgia georgie gina
geoffrey geoff jeff jeffrey
grace gracie
gregory greg
harold harry hal
harriet hattie harry
hannah hanna
henry harry hal hank
hussain hussein husain
imogen immy immie imo
ibrahim ebrahim abraham
isaac isac zac
isabella isabel isobel isabelle izzy bella belle issy
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie jem
jennifer jen jenny jenna
jessica jess jessie
joanna joanne jo joey
john jon johnny jack
jonathan jon johnny jonny
joseph joe joey jos yusuf
josephine jo josie
joshua josh
judith judy jude
katarzyna kasia
kenneth ken kenny
khadija khadijah
laura lori laurie
lawrence laurence larry laurie
leonard leo len lenny
lewis louis lou louie
lillian lilian lily lil
lucy lucie lulu
madeleine maddie maddy
malgorzata gosia
margaret maggie meg peggy marge rita greta daisy
matthew matt matty mathew
mariam maryam miriam mary
maria mary mia marie
maximilian max
megan meg meghan
michael mike mick mickey micky
mohammed muhammad mohamed mohammad muhammed mohamad mo mohd md
natalie nat natalia
nathaniel nathan nat nate
nicholas nick nicky nicolas
nicola nicky nic nicole
oliver ollie olly
olivia liv livvy ollie
pamela pam
patricia pat trish tricia patsy
patrick pat paddy
peter pete
philippa pippa pip phillipa
philip phillip phil pip
piotr peter
rebecca becky becca bex rebekah
richard rich rick ricky dick richie
robert rob robbie bob bobby bert
ronald ron ronnie
rosemary rose rosie
rose rosie
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
scarlett scarlet
sebastian seb
siobhan shiv shivaun
sophia sofia sophie
stephen steven steve stevie stephan
stephanie steph steff
susan sue susie suzie
suzanne sue suzie
tabitha tabby
terence terry
thaddeus tad
theodore theo ted teddy
thomas tom tommy
timothy tim timmy
victoria vicky vicki tori
vincent vince vinnie
william will bill billy willy liam wills
yusuf yousef youssef joseph
zachary zach zac zack zak
zainab zaynab zeinab
"""


def _short_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _GROUPS.strip().splitlines():
        group = line.split()
        for name in group:
            found.setdefault(name, set()).update(set(group) - {name})
    return {name: frozenset(others) for name, others in found.items()}


SHORT_NAMES = _short_names()
"""Every name with its short and other forms, in both directions."""
