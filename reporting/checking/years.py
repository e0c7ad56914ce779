"""Words that claim something of several years: “the highest since”, “a record number”, “for the third year running”."""

import re

_NTH = r"(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:nd|rd|th))"
_MOVED = r"(?:rose|risen|rises?|rising|increased?|fell|fallen|falls?|falling|decreased?|dropped|declined?)"
_YEAR = r"(?:20\d\d(?:[/–-]\d\d)?|\d\d/\d\d)"
_EARLIER = rf"(?:last year|the (?:previous|preceding) year|the year before|any (?:other|earlier) year|{_YEAR})"
_WAYS = (
    r"(?:highest|lowest|largest|smallest|most|fewest|greatest)(?: \w+){0,2} (?:since|ever|on record|for \w+ years|"
    r"in \w+ years)",
    r"(?<!case )(?<!health )record (?:numbers?|high|low|levels?|year|totals?)",
    r"(?:on record|all[- ]time (?:high|low)|since records began|year[- ]on[- ]year)",
    rf"(?:{_MOVED}|more|fewer|higher|lower)(?: \w+){{0,3}} (?:for|in) the {_NTH} (?:\w+ )?year",
    rf"for the {_NTH} (?:\w+ )?(?:year|time)",
    r"\w+ (?:consecutive|successive) years?|years? (?:running|in a row)",
    rf"(?:more|fewer|less|higher|lower|greater|smaller|larger)(?: \w+){{0,3}} than (?:in |for |at )?{_EARLIER}",
    rf"(?:up|down) (?:on|from) {_EARLIER}",
    r"(?:doubled|halved|trebled)",
)
OVER_YEARS = re.compile(rf"\b(?:{'|'.join(_WAYS)})\b", re.IGNORECASE)
