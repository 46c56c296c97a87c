"""The small patterns of the words beside points of the calendar: by, before, until; ongoing; if possible."""

from __future__ import annotations

from pilotflow.dates.english import feasts
from pilotflow.dates.english.fragments import COUNT, UNIT

# The order decides where two begin at the same place.
PATTERNS = (
    ("notbefore", r"(?:not before|(?:no|not) earlier than|not prior to)\b"),
    (
        "notlater",
        (
            r"(?:no|not) later than\b|nlt\b|on or before\b|not after\b|at the latest\b|latest"
            r"(?: by)?\b"
        ),
    ),
    ("before", r"before\sthe\s(?:[\w'-]+\s){0,4}(?:meeting|session|hearing|conference)\s(?:of|on)\b"),
    ("before", r"(?:before|prior to|ahead of|in advance of)\b(?: the)?"),
    ("ahead", rf"(?:over|in|within|during)\sthe\s(?:next|coming)\b(?=\s{COUNT}\b)"),
    ("issue", r"(?:date\sof\s)?issue\b(?=\s(?:to|until|till|through|onwards)\b|$|,)"),
    ("around", r"(?:(?:around|about|approximately|approx|circa|roughly)\b\.?(?:\sthe\b)?|ca?\.(?=\s))"),
    ("lasting", rf"for(?=\s{COUNT}[ -]{UNIT}\sfrom\b)"),
    ("weekof", r"(?:week commencing|week beginning|w/c|week of)\b(?: the)?"),
    ("weekto", r"(?:week ending|w/e)\b(?: the| on)?"),
    ("atonce", r"(?:with immediate effect|effective immediately|from now on)\b"),
    (
        "since",
        (
            r"(?:start|starting|commencement|opening|effective)\sdate\b(?:\sis\b)?:?"
            r"|(?:from|starting(?: on| in| from| as of)?|with effect from|(?:effective|applicable|applies|apply"
            r"|valid|in force|open|available|operational|mandatory|payable)(?: from| as of| as from| on)|effective"
            r"|commencing(?: on| in| as of)?|beginning(?: on| in)?|as from|wef)\b(?: the)?"
        ),
    ),
    ("since", r"w\.e\.f\.(?: the)?"),
    ("asof", r"as of\b(?: the)?"),
    ("onwards", r"(?:onwards?|and thereafter)\b"),
    (
        "by",
        (
            r"between now and\b|(?:by|until(?!\sfurther\b)|till|through|up to|to be completed (?:by|in))\b"
            r"(?: and including\b)?(?: the)?"
            r"|(?:deadline|due(?: date)?|(?:end|closing|completion|expiry|submission) date|ending|ends)\b"
            r"(?:\s(?:is|by|on|in)\b)?(?::|\sthe\b)?"
        ),
    ),
    (
        "within",
        (
            r"(?:in|over) the course of\b(?: the)?|during\b(?: the)?(?=\s)|(?:within|inside"
            r"|in(?!\s(?:due course|good time|a timely manner|stages|phases|principle)\b))\b(?: the)?(?=\s)"
        ),
    ),
    ("after", r"(?:after|following|upon|from)\b(?: the)?"),
    ("between", r"between\b"),
    ("to", r"\b(?:to(?! be\b)|until(?!\sfurther\b)|through|till)\b|(?<=\d)\s?-\s?|\s-\s|-(?=[A-Za-z])"),
    ("and", r"\band\b|&|\bor\b"),
    (
        "sustain",
        (
            r"(?:on-?going|continuous(?:ly)?|continual(?:ly)?|permanent(?:ly)?|indefinitely"
            r"|long[- ]term|maintained|maintain(?:ed)? thereafter|thereafter|rolling|throughout"
            r"(?: the (?:(?:entire|whole) )?(?:project|pilot|programme|program|plan|contract|period))?|at all times"
            r"|sustained|(?:kept|keep) (?:up[- ]to[- ]date|under (?:constant |regular )?review|current|updated"
            r"|in place|open)"
            r"|remains? in (?:place|force)|until further notice|open-ended|business as usual"
            r"|(?:for|over|during|throughout) the (?:(?:entire|whole|full|remaining) )?(?:lifetime|life|duration) of"
            r"(?: the)?(?: \w+)?"
            r"|(?:entire|whole) (?:project|programme|program|pilot)(?: (?:period|duration|lifetime))?)\b"
        ),
    ),
    (
        "vague",
        (
            r"(?:asap|as soon as (?:possible|practicable)|soon|promptly|immediately"
            r"|in due course|in good time|in a timely manner|timely|regular(?:ly)?|periodic"
            r"(?:ally)?|from time to time|tb[cda]|to be (?:confirmed|decided|determined|announced)"
            r"|shortly|when(?:ever)? appropriate|as (?:needed|required|appropriate|necessary)"
            r"|ad hoc|gradually|in stages|in phases|short[- ]term|medium[- ]term|without delay"
            r"|this time (?:next|last) (?:year|month|week)"
            r"|(?:the )?following (?:mon|tues|wednes|thurs|fri|satur|sun)day|forthwith|when ready|half[- ]term"
            r"|(?:christmas|easter|thanksgiving) (?:holidays?|break|vacation|recess|term|period|season))\b"
        ),
    ),
    (
        "soft",
        (
            r"(?:if|where|wherever) possible\b|ideally\b|targets?\b|targeted\b|aims?"
            r"(?:ing)?\b|in principle\b|tentative(?:ly)?\b|expected\b|as far as possible\b"
            r"|planned\b|subject to\b"
        ),
    ),
    (
        "feast",
        (
            r"(?:(?:Chinese|Lunar) New Year(?:'s Eve)?|Spring Festival|Lantern Festival|Qingming"
            r"|Dragon Boat Festival|Qixi Festival|Mid-Autumn Festival|Double Ninth Festival|Laba Festival"
            r"|National Day"
            rf"|Labou?r Day|May Day|Teachers' Day|Army Day|New Year's Day|{feasts.NAMES}|New Year|Christmas)\b"
            r"(?:(?<!christmas)(?<!easter)(?<!thanksgiving)|(?!\s(?:holidays?|break|vacation|recess|term|period|season)\b))"
        ),
    ),
    ("stop", r"[;\n\t|!?]|\.(?=\s|$)|:"),
    ("open", r"\((?:i\.?e\.?,?\s)?"),
    ("close", r"\)"),
    ("shortyear", r"(?:(?<![\w.,'])'?|(?<=\w)')\d\d(?![\d%.:,])"),
)
