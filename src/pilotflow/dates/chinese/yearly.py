"""The days of each year that a Chinese text names: 每年3月底前, 每年6月20日和12月10日, 每年六月至九月期间."""

from __future__ import annotations

from pilotflow.dates.chinese.points import read_point
from pilotflow.dates.chinese.tokens import Token
from pilotflow.dates.festivals import anchor_of, fixed_day, named
from pilotflow.dates.findings import Scope
from pilotflow.dates.meaning import Named, stretches
from pilotflow.dates.rhythms import Rhythm, last_day, yearday
from pilotflow.dates.stretches import Stretch


def in_year(rhythm: Rhythm, tokens: list[Token], at: int, scope: Scope) -> int | None:
    """Attach the days a yearly rhythm names; the number of the word behind, None where it names none."""
    token = tokens[at]
    if token.kind == "seasons":
        rhythm.times, rhythm.vague = 2, True
        return at + 1
    begin = at
    places: list[Stretch] = []
    feast = False
    while True:
        got = read_point(tokens, at)
        if got is None:
            break
        point, behind = got
        if (
            point.year is not None
            or point.unit
            or (point.years is not None and not point.named and not point.part)
        ):
            break
        point.year = point.years = None
        point.named = False
        if point.feast:
            day = fixed_day(named(point.feast))
            if day is None:
                rhythm.anchor = anchor_of(named(point.feast))
                before = behind < len(tokens) and tokens[behind].kind == "before"
                rhythm.offset = f"{named(point.feast)} {'-P1D' if before else 'P0D'}"
                return behind + before
            places.append(Stretch("N", 0, day, day, "day", "feast"))
            feast = True
        else:
            # The year 2001 stands for any: places are month and day, whatever the year.
            so_far = Named()
            so_far.month = places[-1].last[0] if places else 0
            places += [stretch._replace(base="N", value=0) for stretch in stretches(point, scope, so_far)]
        at = behind
        if at + 2 < len(tokens) and tokens[at].kind == "before" and tokens[at + 1].kind == "list":
            at += 1
        if (
            at + 1 < len(tokens)
            and tokens[at].kind in ("list", "comma", "to")
            and tokens[at].start == tokens[at - 1].end
        ):
            if tokens[at].kind == "to":
                return _through_year(rhythm, places, tokens, at, scope)
            at += 1
            continue
        break
    if not places:
        rhythm.vague = rhythm.vague or at > begin  # days that do not exist
        return at if at > begin else None
    if tokens[at - 1].kind in ("list", "comma"):
        at -= 1
    before = "before" in (tokens[at - 1].kind, tokens[at].kind if at < len(tokens) else "")
    _yearly(rhythm, places, before=before, feast=feast)
    return at


def _through_year(rhythm: Rhythm, places: list[Stretch], tokens: list[Token], at: int, scope: Scope) -> int:
    start = places[-1]
    got = read_point(tokens, at + 1)
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
    if end is not None:
        _window(rhythm, start, end)
    rhythm.vague = rhythm.vague or end is None or len(places) > 1  # 5月、6月至8月 is no single window
    return at


def _window(rhythm: Rhythm, start: Stretch, end: Stretch) -> None:
    month, day = start.first
    rhythm.months, rhythm.yeardays = [month], []
    rhythm.days = [day] if start.style == "day" else []
    last_month = (end.last[0] - 1) % 12 + 1
    last_day = min(end.last[1], {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}.get(last_month, 31))
    rhythm.span = f"{month:02}-{day:02}..{last_month:02}-{last_day:02}"
    rhythm.precision = end.precision


def _yearly(rhythm: Rhythm, places: list[Stretch], *, before: bool, feast: bool) -> None:
    if any(place.style == "end" for place in places):  # 每年6月、12月底前
        places = [place._replace(style="end") if place.style == "bare" else place for place in places]
    first = places[0]
    rhythm.precision = first.precision
    rhythm.vague = any(place.vague for place in places)
    rhythm.rule = "zh.each-year-by" if before else "zh.each-year-in"
    if first.style == "bare":
        if before:
            # Before the period begins, as for a single one.
            rhythm.vague = True
            rhythm.months = [(place.first[0] - 2) % 12 + 1 for place in places]
            rhythm.days = [-1]
        elif len(places) == 1 and first.last[0] != first.first[0]:
            _window(rhythm, first, first)
        else:
            rhythm.months = [place.first[0] for place in places]
        return
    if first.style == "early" and first.precision == "quarter":
        rhythm.months, rhythm.precision = [1], "year"
        return
    days = [(place.last[0], last_day(place.last[1], place.style)) for place in places]
    if feast and before:
        days = [_before(month, day) for month, day in days]
    if len({day for _, day in days}) == 1 or len({month for month, _ in days}) == 1:
        rhythm.months, rhythm.days = [month for month, _ in days], [day for _, day in days]
    else:
        rhythm.yeardays = [yearday(month, day if day > 0 else _length(month)) for month, day in days]


def _before(month: int, day: int) -> tuple[int, int]:
    return (month, day - 1) if day > 1 else ((month - 2) % 12 + 1, -1)


def _length(month: int) -> int:
    return {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(month, 31)
