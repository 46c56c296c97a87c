"""The days of each year that a Chinese text names: 每年3月底前, 每年6月20日和12月10日, 每年六月至九月期间."""

from __future__ import annotations

from itertools import pairwise

from pilotflow.dates.chinese.points import part_of, read_point
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.festivals import anchor_of, fixed_day, named
from pilotflow.dates.findings import Scope
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.point import Point
from pilotflow.dates.rhythms import Rhythm, last_day, month_end, yearday
from pilotflow.dates.stretches import Stretch


def in_year(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int | None:
    """Attach the days a yearly rhythm names; the number of the word behind, None where it names none."""
    token = tokens[at]
    if token.kind == "seasons":
        rhythm.times, rhythm.vague = sum(sign in "春夏秋冬" for sign in token.text), True
        return at + 1
    if token.kind == "halves":
        rhythm.times = rhythm.times or 2
        return at + 1
    places: list[Stretch] = []
    behind, feast = _listed(rhythm, places, tokens, at, scope)
    if rhythm.anchor is not None:
        return behind
    if not places:
        rhythm.vague = rhythm.vague or behind > at  # days that do not exist
        return behind if behind > at else None
    at = behind
    if at < len(tokens) and tokens[at].kind == "to" and tokens[at].start == tokens[at - 1].end:
        return _through_year(rhythm, places, tokens, at, scope)
    if tokens[at - 1].kind in ("list", "comma"):
        at -= 1
    following = tokens[at].kind if at < len(tokens) else ""
    before = "before" in (tokens[at - 1].kind, following)
    if rhythm.named():
        return _more(rhythm, places, at)
    _yearly(rhythm, places, before=before, feast=feast)
    if feast and not before and following == "within":
        rhythm.vague = True  # how long the holiday lasts is decided each year
    return at


def _listed(
    rhythm: Rhythm, places: list[Stretch], tokens: list[Token], at: int, scope: Scope
) -> tuple[int, bool]:
    """Collect the places of a list; the number of the word behind it, and whether a festival is in it."""
    feast = False
    while True:
        got = _point(tokens, at)
        if got is None:
            break
        point, behind = got
        if (
            point.year is not None
            or point.unit
            or point.plan
            or (point.years is not None and not point.named and not point.part)
        ):
            rhythm.vague = rhythm.vague or bool(places)  # 每年3月、2023年5月
            break
        point.year = point.years = None
        point.named = False
        if point.feast:
            name = named(point.feast)
            day = fixed_day(name)
            if day is None:
                kind = tokens[behind].kind if behind < len(tokens) else ""
                rhythm.anchor = anchor_of(name)
                rhythm.offset = f"{name} {'-P1D' if kind == 'before' else 'P0D'}"
                rhythm.vague = rhythm.vague or "假" in point.feast or kind in ("within", "around", "list")
                return behind + (kind in ("before", "within", "around")), True
            places.append(Stretch("N", 0, day, day, "day", "feast"))
            rhythm.vague = rhythm.vague or "假" in point.feast
            feast = True
        else:
            # Places are month and day, whatever the year.
            so_far = Named()
            so_far.month = places[-1].last[0] if places else 0
            places += [stretch._replace(base="N", value=0) for stretch in stretches(point, scope, so_far)]
        at = behind
        if at + 2 < len(tokens) and tokens[at].kind == "before" and tokens[at + 1].kind == "list":
            at += 1
        near = at + 1 < len(tokens) and tokens[at].start == tokens[at - 1].end
        if not near or tokens[at].kind not in ("list", "comma"):
            break
        at += 1
    return at, feast


def _point(tokens: list[Token], at: int) -> tuple[Point, int] | None:
    token = tokens[at] if at < len(tokens) else None
    if token is not None and token.kind == "part" and at > 0 and tokens[at - 1].end == token.start:
        point = Point()  # 每年底
        point.part = part_of(token.text)
        return point, at + 1
    return None if token is None else read_point(tokens, at)


def _more(rhythm: Rhythm, places: list[Stretch], at: int) -> int:
    """每年1月15日前报送总结，7月15日前报送小结: further days, beside those already named."""
    if rhythm.places and all(place.style in ("day", "end") for place in (*rhythm.places, *places)):
        _on_days(rhythm, [*rhythm.places, *places])
    else:
        rhythm.vague = True
    return at


def _through_year(rhythm: Rhythm, places: list[Stretch], tokens: list[Token], at: int, scope: Scope) -> int:
    start = places[-1]
    got = read_point(tokens, at + 1) if at + 1 < len(tokens) else None
    end = None
    if got is not None:
        point, behind = got
        point.year = point.years = None
        so_far = Named()
        so_far.month = start.last[0]
        found = stretches(point, scope, so_far)
        if found:
            end = found[-1]
            at = behind
    _yearly(rhythm, places, before=False, feast=False)
    joined = all(former.last[0] + 1 == later.first[0] for former, later in pairwise(places))
    if end is not None:
        _window(rhythm, places[0] if joined else start, end)
    rhythm.vague = rhythm.vague or end is None or not joined
    return at


def _window(rhythm: Rhythm, start: Stretch, end: Stretch) -> None:
    month, day = start.first
    rhythm.months, rhythm.yeardays = [month], []
    rhythm.days = [day] if start.style == "day" else []
    last_month = (end.last[0] - 1) % 12 + 1
    closing = min(end.last[1], {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(last_month, 31))
    rhythm.span = f"{month:02}-{day:02}..{last_month:02}-{closing:02}"
    rhythm.precision = end.precision


def _yearly(rhythm: Rhythm, places: list[Stretch], *, before: bool, feast: bool) -> None:
    if any(place.style == "end" for place in places):  # 每年6月、12月底前
        places = [place._replace(style="end") if place.style == "bare" else place for place in places]
    if places[-1].style == "day" and places[-1].first == places[-1].last:  # 每年1月、7月10日前
        day = places[-1].last[1]
        places = [
            place._replace(last=(place.last[0], day), style="day", precision="day")
            if place.style == "bare" and place.first[0] == place.last[0] and place.precision == "month"
            else place
            for place in places
        ]
    first = places[0]
    rhythm.precision = first.precision
    rhythm.vague = rhythm.vague or any(place.vague for place in places)
    rhythm.rule = "zh.each-year-by" if before else "zh.each-year-in"
    if first.style == "bare":
        _in_periods(rhythm, places, before=before)
        return
    if first.style == "early" and first.precision == "quarter":
        rhythm.months, rhythm.precision = [1], "year"
        return
    if feast and before:
        places = [
            place._replace(last=_before(*place.last)) if place.style == "feast" else place for place in places
        ]
    _on_days(rhythm, places)
    if len(places) == 1 and first.style in ("dekad", "early") and not before:
        rhythm.span = "{:02}-{:02}..{:02}-{:02}".format(*first.first, *first.last)


def _in_periods(rhythm: Rhythm, places: list[Stretch], *, before: bool) -> None:
    """Months, quarters or halves of each year, or what lies before them."""
    first = places[0]
    if before:
        # Before the period begins, as for a single one.
        rhythm.vague = True
        rhythm.months = [(place.first[0] - 2) % 12 + 1 for place in places]
        rhythm.days = [-1]
    elif len(places) == 1 and first.last[0] != first.first[0]:
        _window(rhythm, first, first)
    else:
        rhythm.months = [place.first[0] for place in places]
        rhythm.vague = rhythm.vague or any(place.first[0] != place.last[0] for place in places)


def _on_days(rhythm: Rhythm, places: list[Stretch]) -> None:
    rhythm.places = places
    days = [(place.last[0], _last_day(place)) for place in places]
    rhythm.months, rhythm.days, rhythm.yeardays = [], [], []
    if len({day for _, day in days}) == 1 or len({month for month, _ in days}) == 1:
        rhythm.months, rhythm.days = [month for month, _ in days], [day for _, day in days]
    else:
        rhythm.yeardays = [month_end(month) if day < 0 else yearday(month, day) for month, day in days]


def _last_day(place: Stretch) -> int:
    """The day of a rule; 29 February is the last of the month in any year."""
    month, day = place.last
    if day < 0 or (month, day) == (2, 29):
        return -1
    return last_day(day, place.style)


def _before(month: int, day: int) -> tuple[int, int]:
    return (month, day - 1) if day > 1 else ((month - 2) % 12 + 1, -1)
