"""What the notebook's tables and plots have to show, computed another way: row by row, with nothing of pandas."""

import collections
import csv
import datetime
import json
import pathlib
import re
from statistics import median

import expected

SAMPLE_ROWS = 100_000
EPOCH = datetime.datetime(1970, 1, 1)


def differences(measured, folder, schemas, sources):
    """What is shown that is not so, and what is not shown; and how much has been compared."""
    prepared = expected.read(folder, schemas)
    wanted = {plot: shows for dataset, rows in prepared.items() for plot, shows in plots(dataset, rows, schemas[dataset]).items()}
    got = {axes["title"]: axes["shows"] for plot in measured["plots"] for axes in plot}
    wrong = [f"plot {title}: {got.get(title)}, not {wanted.get(title)}" for title in {*got, *wanted} if not same(got.get(title), wanted.get(title))]

    compared = len(wanted)
    for sign, lines in all_tables(folder, prepared, schemas, sources):
        found = [table for table in measured["tables"] if sign in table["columns"]]
        rows = [line for table in found for line in table["lines"]]
        compared += len(lines)
        if not same(rows, lines):
            pairs = [(got, wanted) for got, wanted in zip(rows, lines) if not same(got, wanted)]
            wrong.append(f"tables with `{sign}`, {len(rows)} lines for {len(lines)}: {pairs[:4]}")
    for line in raw_words(folder, sources):
        compared += 1
        if line not in measured["stdout"]:
            wrong.append(f"not said: {line}")
    return {"wrong": wrong, "compared": compared}


def same(got, wanted):
    if isinstance(got, (list, tuple)) and isinstance(wanted, (list, tuple)):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    if isinstance(got, (int, float)) and isinstance(wanted, (int, float)):
        return abs(got - wanted) <= 1e-6 * max(1, abs(wanted))
    return got is not None and str(got) == str(wanted)


def all_tables(folder, prepared, schemas, sources):
    """For each kind of table a column that only it has, and all its lines."""
    yield "example", [describe(name, values) for rows in raw(folder, sources).values() for name, values in columns(rows).items()]
    yield "smallest", list(profiles(prepared, schemas))
    yield "alike but for case or blanks", keys(prepared, schemas)
    yield "share %", [line for dataset, rows in prepared.items() if "EVENT_TYPE" in schemas[dataset] for line in types(rows)]
    rates = expected.hit_rates(prepared["interactions"])
    yield "cold users (%)", [[length, *rates[length].values()] for length in rates]


# The raw data.


def raw(folder, sources):
    """The rows of each source, as far as they are looked at, and its files."""
    found = {}
    for source in sources.values():
        paths = sorted(path for path in pathlib.Path(folder, "raw", source["folder"]).rglob("*") if path.is_file())
        each = -(-SAMPLE_ROWS // len(paths))
        found[source["folder"]] = [row for path in paths for row in raw_file(path, source["format"])[:each]]
    return found


def raw_file(path, form):
    if form == "csv":
        with open(path, encoding="utf-8", newline="") as file:
            return [{name: value or None for name, value in row.items()} for row in csv.DictReader(file)]
    if form == "json":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path).to_pylist()


def columns(rows):
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [str(row[name]) if isinstance(row.get(name), (dict, list)) else row.get(name) for row in rows] for name in names}


def describe(name, values):
    there = [value for value in values if value is not None]
    missing = len(values) - len(there)
    return [name, looks(there), missing, 100 * missing / len(values), len(set(there)), there[0] if there else ""]


def looks(values):
    for kind, pattern in {"whole numbers": r"[+-]?\d+", "numbers": r"[+-]?\d*\.?\d*", "dates": r"\d{4}-\d\d-\d\d.*"}.items():
        if values and all(re.fullmatch(pattern, str(value), re.S) for value in values):
            return kind
    return "text" if values else "empty"


def raw_words(folder, sources):
    for rows in raw(folder, sources).values():
        if len(rows) < SAMPLE_ROWS:
            yield f"Looked at: all {len(rows):,} rows."
        different = {json.dumps(row, default=str) for row in rows}
        yield f"Rows that repeat an earlier one: {len(rows) - len(different):,}."


# The prepared data.


def profiles(prepared, schemas):
    for dataset, rows in prepared.items():
        for name, field in schemas[dataset].items():
            values = [row[name] for row in rows if row[name]]
            line = [name, role(name, field), len(rows) - len(values), len(set(values))]
            if name.endswith("TIMESTAMP"):
                seconds = [float(value) for value in values]
                times = [EPOCH + datetime.timedelta(seconds=value) for value in (min(seconds), median(seconds), max(seconds))]
                yield [*line, *times, ""]
            elif field["type"] != "string":
                numbers = [float(value) for value in values]
                yield [*line, min(numbers), median(numbers), max(numbers), ""]
            else:
                yield [*line, "", "", "", max(map(len, values), default=0)]


def role(name, field):
    if name in ("USER_ID", "ITEM_ID", "ACTION_ID"):
        return "id"
    if name == "EVENT_TYPE":
        return "event type"
    if name.endswith("TIMESTAMP"):
        return "time"
    kinds = {"category": field.get("categorical"), "text": field.get("textual"), "number": field["type"] != "string"}
    return next((kind for kind, so in kinds.items() if so), "plain text")


def keys(prepared, schemas):
    lines = []
    for dataset, rows in prepared.items():
        for name in [name for name in schemas[dataset] if name in ("USER_ID", "ITEM_ID", "ACTION_ID")]:
            ids = [row[name] for row in rows if row[name]]
            often = collections.Counter(ids)
            alike = len(often) - len({value.strip().casefold() for value in often})
            most = max(often.values())
            first = next(value for value, count in often.items() if count == most)
            lines.append([dataset, name, len(rows) - len(ids), len(often), alike, max(map(len, often)), first, 100 * most / len(rows)])
    return lines


def types(rows):
    users = collections.defaultdict(set)
    for row in rows:
        users[row["EVENT_TYPE"]].add(row["USER_ID"])
    for name, count in ranked(row["EVENT_TYPE"] for row in rows):
        yield [name, count, len(users[name] - {""}), 100 * count / len(rows)]


def ranked(values):
    """Values and how often each occurs, the most frequent first, and of equals the first in the alphabet."""
    return sorted(collections.Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))


def short(name):
    return name if len(name) <= 40 else name[:19] + "…" + name[-20:]


def plots(dataset, rows, schema):
    words = dataset.replace("_", " ")
    heading = words.capitalize()
    shown = {}
    for field, options in schema.items():
        if options.get("categorical"):
            values = ranked(part for row in rows if row[field] for part in row[field].split("|"))
            bars = [[short(name), count] for name, count in values[:15]]
            shown[f"{field}: the most frequent of {len(values):,} categories ({words})"] = bars
        if options.get("textual"):
            shown[f"{field}: how long the texts are (characters)"] = histogram([len(row[field]) for row in rows if row[field]])
    if "TIMESTAMP" in schema:
        item = expected.ID[dataset]
        thing = "item" if item == "ITEM_ID" else "action"
        for field, title in (
            ("USER_ID", f"{heading} per user (users, the most active first)"),
            (item, f"{heading} per {thing} ({thing}s, the most popular first)"),
        ):
            shown[title] = [count for _, count in ranked(row[field] for row in rows if row[field])]
        shown |= activity(rows, heading)
    if "EVENT_TYPE" in schema:
        values = ranked(row["EVENT_TYPE"] for row in rows if row["EVENT_TYPE"])
        many = f"{len(values)} type" + "s" * (len(values) != 1)
        shown[f"{heading} by type: {many} ({words})"] = [[short(name), count] for name, count in values[:15]]
    if "EVENT_VALUE" in schema:
        shown[f"{heading} by EVENT_VALUE (EVENT_VALUE)"] = histogram([float(row["EVENT_VALUE"]) for row in rows if row["EVENT_VALUE"]])
    return shown


def histogram(values):
    counts = sorted(collections.Counter(values).items())
    if len(counts) <= 20:
        return [[f"{value:g}", count] for value, count in counts]
    low, width = counts[0][0], (counts[-1][0] - counts[0][0]) / 30
    heights = [0] * 30
    for value in values:
        heights[min(int((value - low) / width + 1e-9), 29)] += 1
    return [[low + width * place, height] for place, height in enumerate(heights)]


def activity(rows, heading):
    days = [(EPOCH + datetime.timedelta(seconds=int(row["TIMESTAMP"]))).date() for row in rows]
    span = (max(days) - min(days)).days
    first, unit = {
        True: (lambda day: day, "day"),
        120 < span <= 900: (lambda day: day - datetime.timedelta(days=day.weekday()), "week"),
        span > 900: (lambda day: day.replace(day=1), "month"),
    }[True]
    counts = collections.Counter(map(first, days))
    every = sorted({first(min(days) + datetime.timedelta(days=later)) for later in range(span + 1)})
    title = f"{heading} over time, per {unit} (UTC; the first and the last {unit} may be parts)"
    return {title: [[day.isoformat(), counts[day]] for day in every]}
