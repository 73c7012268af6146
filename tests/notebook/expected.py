"""What the notebook has to measure, computed another way: row by row, with nothing but the standard library."""

import csv
import datetime
import pathlib
import re
from collections import Counter
from statistics import mean, median

ID = {"interactions": "ITEM_ID", "action_interactions": "ACTION_ID", "items": "ITEM_ID", "users": "USER_ID", "actions": "ACTION_ID"}
EVENTS = {"items": ["interactions"], "users": ["interactions", "action_interactions"], "actions": ["action_interactions"]}
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")  # Japanese, Chinese


def read(folder, schemas):
    """The prepared datasets of a local folder."""
    csv.field_size_limit(10_000_000)
    tables = {}
    for dataset in schemas:
        with open(pathlib.Path(folder, "prepared", f"{dataset}.csv"), encoding="utf-8", newline="") as file:
            tables[dataset] = list(csv.DictReader(file))
    return tables


def figures(folder, schemas):
    """The figures of each dataset of a local folder."""
    tables, told = read(folder, schemas), {}
    for dataset, rows in tables.items():
        told[dataset] = {"rows": len(rows)}
        if dataset in EVENTS:
            told[dataset] |= entities(dataset, rows, {name: tables[name] for name in EVENTS[dataset] if name in tables}, schemas[dataset])
        else:
            told[dataset] |= events(rows, ID[dataset], schemas[dataset])
        for field, options in schemas[dataset].items():
            if options.get("categorical"):
                told[dataset] |= categories(rows, field)
    told["interactions"] |= holdout(tables["interactions"])
    return told


def percent(part, whole):
    return 100 * part / whole if whole else 0


def categories(rows, field):
    values = [row[field] for row in rows if row[field]]
    distinct = {category for value in values for category in value.split("|")}
    return {f"{field}: categories": len(distinct), f"{field}: rows with several": sum("|" in value for value in values)}


def events(rows, item, schema):
    thing = "item" if item == "ITEM_ID" else "action"
    per_user = Counter(row["USER_ID"] for row in rows if row["USER_ID"])
    per_item = Counter(row[item] for row in rows if row[item])
    seen, repeated = set(), 0
    for row in rows:
        if row["USER_ID"] and row[item]:
            repeated += (row["USER_ID"], row[item]) in seen
            seen.add((row["USER_ID"], row[item]))
    known = sum(1 for row in rows if row["USER_ID"] and row[item])
    told = {
        "users": len(per_user),
        f"{thing}s": len(per_item),
        "users with one interaction": sum(count == 1 for count in per_user.values()),
        f"{thing}s with one interaction": sum(count == 1 for count in per_item.values()),
        "median interactions per user": median(per_user.values()),
        f"median interactions per {thing}": median(per_item.values()),
        f"filled part of users x {thing}s (%)": percent(len(seen), len(per_user) * len(per_item)),
        "repeat rate (%)": percent(repeated, known),
        "duplicated rows": len(rows) - len({tuple(row.values()) for row in rows}),
    }

    reached, half, total = 0, 0, sum(per_item.values())
    for count in sorted(per_item.values(), reverse=True):
        if reached >= total / 2:
            break
        reached, half = reached + count, half + 1
    told[f"{thing}s with half of the interactions"] = half

    epoch = datetime.datetime(1970, 1, 1)
    days = sorted({(epoch + datetime.timedelta(seconds=int(row["TIMESTAMP"]))).date() for row in rows})
    length = (days[-1] - days[0]).days + 1
    told |= {
        "first day": days[0].isoformat(),
        "last day": days[-1].isoformat(),
        "days": length,
        "days without an interaction": length - len(days),
        "longest gap in days": max(((late - early).days - 1 for early, late in zip(days, days[1:])), default=0),
    }
    if "EVENT_TYPE" in schema:
        told |= {f"events of type {name}": count for name, count in Counter(row["EVENT_TYPE"] for row in rows).items() if name}
    if "EVENT_VALUE" in schema:
        values = [float(row["EVENT_VALUE"]) for row in rows if row["EVENT_VALUE"]]
        told |= {"mean event value": mean(values), "rows without an event value": len(rows) - len(values)}
    return told


def split(rows):
    """The interactions before the last tenth of the time, and those of it."""
    rows = [(int(row["TIMESTAMP"]), row["USER_ID"], row["ITEM_ID"]) for row in rows if row["USER_ID"] and row["ITEM_ID"]]
    boundary = sorted(time for time, _, _ in rows)[len(rows) * 9 // 10]
    return [row for row in rows if row[0] < boundary], [row for row in rows if row[0] >= boundary]


def holdout(original):
    before, after = split(original)
    known_users, known_items = {user for _, user, _ in before}, {item for _, _, item in before}
    users, items = {user for _, user, _ in after}, {item for _, _, item in after}
    told = {
        "held-out interactions": len(after),
        "held-out users": len(users),
        "cold users (%)": percent(len(users - known_users), len(users)),
        "cold items (%)": percent(len(items - known_items), len(items)),
        "held-out interactions with a cold item (%)": percent(sum(item not in known_items for _, _, item in after), len(after)),
    }
    rates = hit_rates(original)
    return told | {f"popularity hit rate at {length}, {whom}": rate for length in rates for whom, rate in rates[length].items()}


def hit_rates(rows):
    """How many of the held-out users each list of popular items reaches, in percent."""
    before, after = split(rows)
    counts = Counter(item for _, _, item in before)
    popular = sorted(counts, key=lambda item: (-counts[item], item))
    had = {(user, item) for _, user, item in before}
    users, known = {user for _, user, _ in after}, {user for _, user, _ in before}
    rates = {}
    for length in (5, 10, 25):
        best = set(popular[:length])
        hit = {user for _, user, item in after if item in best}
        fresh = {user: set([item for item in popular if (user, item) not in had][:length]) for user in users & known}
        fresh_hit = {user for _, user, item in after if user in known and item in fresh[user]}
        rates[length] = {
            "warm users, new to them (%)": percent(len(fresh_hit), len(users & known)),
            "warm users (%)": percent(len(hit & known), len(users & known)),
            "cold users (%)": percent(len(hit - known), len(users - known)),
            "all users (%)": percent(len(hit), len(users)),
        }
    return rates


def entities(dataset, rows, happened, schema):
    key = ID[dataset]
    ids = [row[key] for row in rows if row[key]]
    told = {f"distinct {key}s": len(set(ids)), "rows that repeat an id": len(ids) - len(set(ids))}
    for name, happened in happened.items():
        known, used, words = set(ids), [row[key] for row in happened if row[key]], name.replace("_", " ")
        told |= {
            f"never touched in {words}": len(set(ids) - set(used)),
            f"{words} with an unknown {key}": sum(value not in known for value in used),
            f"unknown {key}s in {words}": len(set(used) - set(ids)),
        }
    for field, options in schema.items():
        if options.get("textual"):
            lengths = [len(row[field]) for row in rows if row[field]]
            told |= {
                f"{field}: rows with a text": len(lengths),
                f"{field}: median characters": median(lengths),
                f"{field}: too long": sum(len(row[field]) > (7_000 if DENSE.search(row[field]) else 20_000) for row in rows),
            }
    return told

