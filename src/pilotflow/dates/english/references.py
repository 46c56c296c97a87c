"""Figures that are no dates: numbers of laws and standards, dates of documents cited, what is past or overtaken."""

from __future__ import annotations

# What a date begins with, nearly: what follows is no date unless it is read as one.
_DATE = r"(?=\(?(?:the\s)?(?:\d|[jfmasond][aepuco][nbrylgptvc]|mon|tue|wed|thu|fri|q[1-4]|h[12]|end|close|mid|late))"
# Words that never stand between the name of a document and its date.
_BREAK = (
    r"(?:by|before|until|till|within|in|on|to|from|no|not|due|end|start|beginning|middle|course|half|quarter|month|week"
    r"|year|first|second|third|fourth|last|early|mid|late|each|every|spring|summer|autumn|winter|fall|after"
    r"|following)\b"
)
_WORDS = rf"(?:\s(?!{_BREAK})[\w'.-]+)"
_LETTER = r"(?:minutes|letter|memo(?:randum)?|e-?mail|circular|decree|judge?ment|ruling)"
_DOCUMENT = (
    rf"(?:{_LETTER}|note|notice|communication|decision|opinion|resolution|order|act|law|statute|bill|ordinance"
    r"|regulations?|directive|recommendations?|guidance|guidelines?|conclusions?|agreement|contract|treaty|convention"
    r"|protocol|declaration|statement|announcement|notification|version|edition|draft|report|study|survey|census|paper"
    r"|publication|charter|code|request|proposal|constitution|mandate|strategy|policy)"
)
_LAW = (
    r"(?:law|decree|act|regulation|directive|decision|resolution|order|article|circular|bill|case|ordinance)"
)
_SET = r"(?:due|planned|scheduled|expected|foreseen|intended|set|envisaged)"
_PERIOD = r"(?:year|annum|month|quarter|week|day)"
_MONEY = r"(?:eur|usd|gbp|rmb|cny|chf)"
_MOVE = (
    r"(?:extended|postponed|deferred|moved|changed|brought forward|rescheduled|delayed|revised|pushed back|put back"
    r"|shifted|slipped)"
)
_TO_COME = r"(?:shall|will|must|should|to|that)\b"
_ON = r"(?:in|on|by|before|during|at|from)"
_UNION = r"(?:eu|ec|eec|euratom)"

PATTERNS = (
    # Swallowed whole: addresses, round the clock, rates, money, numbers of laws and standards.
    (
        "reference",
        (
            r"(?:https?://|www\.)\S+"
            r"|24/7(?:/365)?\b"
            rf"|\d+(?:[.,]\d+)?\s?(?:%|hours?|hrs?|days?|minutes?)\s?(?:per|a|each|every|/)\s?{_PERIOD}\b"
            r"|\d+(?:[.,]\d+)?\s?%\s?(?:p\.a\.|annually|yearly|monthly)"
            rf"|{_MONEY}\s?\d[\d.,]{{0,15}}(?:\s?(?:k|m|bn|million|billion)\b)?(?:\s(?:per|a|each|every)\s{_PERIOD}\b)?"
            rf"|\d[\d.,]{{0,15}}\s?(?:{_MONEY}|euros?|dollars?|pounds?|yuan)\b"
            rf"|{_LAW}\s(?:\(?{_UNION}\)?\s)?(?:no\.?\s|nr\.?\s)?\d{{1,5}}/\d{{2,4}}(?![/\d]\d)(?:/\w{{2,7}}\b)?"
            rf"|{_UNION}\s(?:no\.?\s)?\d{{2,4}}/\d{{1,4}}\b|\d{{2,4}}/\d{{1,4}}/(?:{_UNION}|jha|cfsp)\b"
            r"|(?:ref|reference|invoice|lot|annex|page|room)\.?\s(?:no\.?\s)?\d[\w/.-]*"
            r"|(?:com|swd|join|sec)\s?\(\d{4}\)(?:\s?\d+)?|no\.?\s\d[\w/.-]*"
            r"|(?:19|20)\d\d/\d{3,5}\b(?:\(\w{2,5}\))?|\d{3,5}/(?:19|20)\d\d\b"
            r"|\d{3,6}(?:-\d{1,3})?:(?:19|20)\d\d\b|(?!(?:19|20|21)\d\d-)\d{4,6}(?:\.\d{1,2})?-(?:19|20)\d\d\b"
        ),
    ),
    (
        "sum",
        (
            rf"[€£$¥]\s?\d[\d.,]{{0,15}}(?:\s?(?:k|m|bn|million|billion)\b)?(?:\s(?:per|a|each|every)\s{_PERIOD}\b)?"
            rf"|\({_UNION}\)\s(?:no\.?\s)?\d{{2,4}}/\d{{1,4}}\b"
        ),
    ),
    # The date behind it is a deadline no longer, and this one takes its place.
    (
        "instead",
        (
            r"(?:now|new|revised|amended|updated|extended)\s(?:deadline|due date|target date|completion date"
            r"|end date|date)\b(?:\s(?:is|of)\b)?:?"
            r"|(?:new|revised|amended)\starget\b:?"
            rf"|now\s{_SET}(?:\s(?:for|by|on|in)\b)?|(?:now|revised(?:\sto)?:?)\s{_DATE}"
            rf"|{_MOVE}\s(?:until|till|to)\b"
        ),
    ),
    ("by", r"(?:(?:financial|fiscal|accounting)\s)?year[- ]end:?\s(?=\d{1,2}(?:st|nd|rd|th)?\s[a-z])"),
    (
        "by",
        (
            r"(?:by|before|at)\sthe\send\sof\sthe\s(?:(?:financial|fiscal|accounting|reporting|tax)\s)?year\s"
            r"(?:ending|ended|to)\b(?:\son\b)?"
        ),
    ),
    ("moved", rf"{_MOVE}\s(?:\w+\s)?from\b"),
    # The date behind it is that of a document, of something past, or of what was once planned.
    (
        "cited",
        (
            r"(?:(?:financial|fiscal|accounting|reporting|tax)\s)?(?:year|quarter|month|half-year|period|months)\s"
            rf"(?:ending|ended|to)\s(?:on\s)?{_DATE}"
            r"|(?:dated|as at|since|as amended(?: by| on| in)?|instead of|rather than|in place of|in lieu of)\b"
            r"(?:\sthe\b)?"
            r"|(?:last|first)\s(?:updated|reviewed|amended|modified|revised|changed|published|adopted)\b"
            r"(?:\s(?:on|in)\b)?:?"
            r"|original(?:\s(?:deadline|due date|target date|target|completion date|end date|date))?\b(?:\swas)?:?"
            r"|(?<![^\n;|])(?:signed|adopted|approved|published|issued|launched|created|introduced)"
            rf"(?:\sby(?:\s[\w'.-]+){{1,5}}?)?\s(?:on|in)\s{_DATE}"
            r"|covering\b(?:\sthe\speriod\b)?(?:\sfrom\b)?|last review\b:?|born\s(?:on|in|after|before)\b"
            r"|(?:reports?|accounts|statements?|returns?|results|figures|data)\sfor\b(?:\sthe\b)?(?:\speriod\b)?"
            rf"(?:\sfrom\b)?\s{_DATE}"
            rf"|from\s\d[\d.,]{{0,15}}\s?%?\sin\s{_DATE}|{_LETTER}(?:\s[\w'.-]+){{1,6}}\s\({_DATE}"
            r"|(?:accessed|retrieved|established|founded|copyright)\b(?:\s(?:on|in)\b)?"
            rf"|(?:originally|previously|initially|formerly)(?:\s{_SET})?(?:\s(?:for|by|on|in))?:?\s{_DATE}"
            rf"|was(?:\s(?:originally|previously|initially|first))?(?:\s{_SET})?(?:\s(?:for|by|on|in))?\s{_DATE}"
            rf"|(?:was|were|has been|have been|had been)(?:\s(?!{_TO_COME})[\w'%-]+){{1,7}}?\s{_ON}\s{_DATE}"
            rf"|{_DOCUMENT}{_WORDS}{{0,6}}\s(?:of|dated)\s{_DATE}"
            rf"|{_LETTER}(?:\sof)?[,:]?\s\(?{_DATE}"
            rf"|(?:version|ver\.?|v|rev(?:ision)?\.?|edition)\s?\d[\d.]*[,:]?\s\(?(?:(?:of|dated)\s)?{_DATE}"
            r"|(?:due|owing|thanks) to\b(?!\sbe\b)"
            r"|(?:compared (?:to|with)|relative to|in comparison (?:to|with)|against|versus|vs\.?|below|above"
            r"|than(?: in)?|baseline(?:\s(?!by\b)[\w%.,-]+){0,3}(?: of| in| from)?:?|base year:?"
            rf"|reference (?:year|period):?|prices of|levels? of|figures from|data from)\s\(?{_DATE}"
            r"|(?<![^\n;|])(?:completed|done|achieved|finished|closed)(?:\s-\s|:\s|,?\s|\s\()(?:in\s|on\s)?"
            + _DATE
        ),
    ),
    # What has happened, where the date behind it lies before the day of issue.
    (
        "done",
        (
            r"(?:published|issued|adopted|signed|approved|launched|created|introduced|conducted|held|carried out"
            rf"|agreed|reviewed|updated|revised|printed|elected|opened|released|drafted)(?::|\son|\sin|\sfrom)?\s{_DATE}"
            r"|date of (?:approval|adoption|issue|publication|signature)\b:?"
        ),
    ),
    # What is cited behind it, up to a comma or a word such as "by", sets no time limit.
    (
        "citing",
        (
            r"as (?:set out|laid down|stated|agreed|described|defined|specified|provided(?: for)?|foreseen|outlined"
            r"|recorded|noted|mentioned|referred to|requested|decided|adopted|announced|amended|reported)\b"
            r"|in (?:line|accordance|compliance|conformity|keeping) with\b|according to\b|pursuant to\b"
            r"|based on\b|on the basis of\b|having regard to\b|with (?:reference|regard) to\b|further to\b"
            r"|aligned (?:with|to)\b|consistent with\b|in response to\b|building on\b|cf\.|sources?:"
            r"|see (?:also )?(?:the )?(?:annex|appendix|table|figure|box|section|chapter|page|minutes|report|note"
            r"|letter|document|guidance|circular|decision)\b|(?:figure|table|chart|graph|map|box)\s\d[\w.]{0,5}:?"
            r"|ref(?:erence)?s?\.?:|(?:issue|publication|version|document) date:?"
        ),
    ),
    # The day on which the project begins.
    (
        "origin",
        (
            r"(?:project|programme|program|pilot|action|grant|contract)(?:'s)?\s"
            r"(?:start(?:ing|s)?|commencement|commences|begins|launch|kick-?off)(?:\sdate)?(?:\s(?:is|on|in|of|at|=))?\b:?"
            r"|m(?:onth\s)?0?1\s?(?:=|is\b|being\b|starts?\b|begins?\b|corresponds to\b)(?:\s(?:on|in)\b)?"
        ),
    ),
)
