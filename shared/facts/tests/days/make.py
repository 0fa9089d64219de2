#!/usr/bin/env python3
"""Writes the two files beside it: days that differ from Monday to Friday, as two independent public packages know them.

    python3 -m venv /tmp/days && /tmp/days/bin/pip install chinesecalendar==1.11.0 holidays==0.109
    /tmp/days/bin/python shared/facts/tests/days/make.py

One line a year: the year, `off` and the weekdays off, `on` and the weekend days on duty (调休). Facts only, no code of theirs.
"""

import datetime
import pathlib

import chinese_calendar
import holidays

YEARS = range(2004, 2027)


def days(year):
    day = datetime.date(year, 1, 1)
    while day.year == year:
        yield day
        day += datetime.timedelta(days=1)


def write(name, source, is_working):
    lines = [f"# {source}, {YEARS[0]} to {YEARS[-1]}; written by make.py"]
    for year in YEARS:
        working = is_working(year)
        off = [f"{day:%m-%d}" for day in days(year) if day.weekday() < 5 and not working(day)]
        on = [f"{day:%m-%d}" for day in days(year) if day.weekday() >= 5 and working(day)]
        lines.append(" ".join([str(year), "off", *off, "on", *on]))
    file = pathlib.Path(__file__).with_name(name)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


write(
    "chinesecalendar.txt",
    "PyPI chinesecalendar 1.11.0 (MIT)",
    lambda year: chinese_calendar.is_workday,
)
write(
    "holidays.txt",
    f"PyPI holidays {holidays.__version__} (MIT)",
    lambda year: holidays.country_holidays("CN", years=year).is_working_day,
)
