"""Small raw data for an example, and what its queries must make of it: `python small_data.py EXAMPLE SEED FOLDER`.

Writes `FOLDER/<source>/<file>` and `FOLDER/expected.json`: the prepared rows by dataset, null for null, computed from the
records themselves and not by any SQL. There is enough for an import: over 1,000 interactions, over 25 users with two or more
(https://docs.aws.amazon.com/personalize/latest/dg/limits.html). The same seed gives the same bytes.
"""

import csv
import datetime
import json
import random
import sys
from pathlib import Path

import pyarrow
import pyarrow.parquet

USERS, ITEMS, EVENTS = 40, 60, 1_500
BEGIN = 1_600_000_000

# What breaks readers that split at commas, or that know ASCII only. A line break cannot be in a CSV field: Athena reads line by line.
TITLES = ["Chamber, The", 'Say "Cheese"', "Léon", "千と千尋の神隠し", "Amélie, or: \"What's next?\"", "Plain", "🎬 Emoji", "Ends with a comma,"]
# JSON can hold line breaks.
DESCRIPTIONS = ["Two\nlines", "Says \"hello\", twice", "Größe: 42", "back\\slash", "\r\nat the edges\r\n", "plain", "日本語"]


def minimal(pick: random.Random, folder: Path) -> dict:
    rows = [[*pair, str(BEGIN + index)] for index, pair in enumerate(_pairs(pick))]
    _csv(folder / "clicks" / "clicks.csv", ["user_id", "item_id", "clicked_at"], rows)
    return {"interactions": rows}


def movielens(pick: random.Random, folder: Path) -> dict:
    movies = []
    for index in range(ITEMS):
        title = f"{TITLES[index % len(TITLES)]} {index}".rstrip(" ")
        year = None if index % 10 == 9 else str(1950 + index)
        genres = "(no genres listed)" if index % 7 == 6 else "Comedy|Drama" if index % 2 else "Sci-Fi"
        movies.append((str(index), title, year, genres))
    raw = [[id, f"{title} ({year})" if year else title, genres] for id, title, year, genres in movies]
    _csv(folder / "movies" / "movies.csv", ["movieId", "title", "genres"], raw)
    ratings = [
        [user, item.removeprefix("i"), pick.choice(["0.5", "3.0", "4.5", "5.0"]), str(BEGIN + index)]
        for index, (user, item) in enumerate(_pairs(pick))
    ]
    _csv(folder / "ratings" / "ratings.csv", ["userId", "movieId", "rating", "timestamp"], ratings)
    items = [
        [id, title.replace('"', "'"), None if genres == "(no genres listed)" else genres, year]
        for id, title, year, genres in movies
    ]
    return {
        "interactions": [[user, item, "rate", rating, time] for user, item, rating, time in ratings],
        "items": items,
    }


def retail(pick: random.Random, folder: Path) -> dict:
    kinds = {"view": "View", "cart": "AddToCart", "purchase": "Purchase", "refund": None}
    events = [
        [user, item, pick.choice(list(kinds)), f"{pick.randrange(1, 9_999) / 100}", str(BEGIN + index)]
        for index, (user, item) in enumerate(_pairs(pick))
    ]
    _csv(folder / "events" / "events.csv", ["user_id", "product_id", "event", "price", "created_at"], events)

    products, items = [], []
    for index in range(ITEMS):
        cents, category = pick.randrange(100, 99_999), None if index % 20 == 19 else f"Category {index % 5}"
        description = None if index % 9 == 8 else DESCRIPTIONS[index % len(DESCRIPTIONS)]
        subcategory = None if index % 4 == 3 else "Größe & Farbe"
        products.append({
            "id": f"i{index}", "price": cents / 100, "category": category, "subcategory": subcategory,
            "description": description, "listed_at": BEGIN + index,
        })
        if category is not None:
            clean = None if description is None else _blanks_for_runs(description, '\r\n"\\')
            items.append([f"i{index}", f"{cents // 100}.{cents % 100:02}", category, subcategory, clean, str(BEGIN + index)])
    _write(folder / "products" / "products.json", "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in products))

    customers = [
        {"id": f"u{index}", "age": None if index % 8 == 7 else pick.randrange(16, 90),
         "segments": None if index % 6 == 5 else ["new", "größer"][: index % 3]}
        for index in range(USERS)
    ]
    schema = pyarrow.schema([("id", pyarrow.string()), ("age", pyarrow.int32()), ("segments", pyarrow.list_(pyarrow.string()))])
    path = folder / "crm" / "customers" / "customers.parquet"
    path.parent.mkdir(parents=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(customers, schema=schema), path)
    return {
        "interactions": [[user, item, time, kinds[kind]] for user, item, kind, _, time in events if kinds[kind]],
        "items": items,
        "users": [
            [one["id"], _age_group(one["age"]), None if one["segments"] is None else "|".join(one["segments"])]
            for one in customers
        ],
    }


def next_best_action(pick: random.Random, folder: Path) -> dict:
    # Half a second would be rounded up by the query's cast.
    bought = [(user, item, BEGIN + index, pick.choice([0, 250_000])) for index, (user, item) in enumerate(_pairs(pick))]
    schema = pyarrow.schema([(name, pyarrow.string()) for name in ("customer", "sku")] + [("bought_at", pyarrow.timestamp("us"))])
    # Old and new writers keep a timestamp differently, and a folder holds files of both.
    for name, part, old in (("old", bought[::2], True), ("new", bought[1::2], False)):
        table = pyarrow.table(
            [
                [user for user, *_ in part],
                [item for _, item, *_ in part],
                [datetime.datetime.fromtimestamp(second, datetime.UTC).replace(tzinfo=None, microsecond=rest) for *_, second, rest in part],
            ],
            schema=schema,
        )
        path = folder / "purchases" / f"{name}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        pyarrow.parquet.write_table(table, path, use_deprecated_int96_timestamps=old)

    products = [[f"i{index}", TITLES[index % len(TITLES)], str(pick.randrange(100, 999_999) / 100)] for index in range(ITEMS)]
    _csv(folder / "products" / "products.csv", ["sku", "category", "price"], products)

    customers = [[f"u{index}", DESCRIPTIONS[index % len(DESCRIPTIONS)]] for index in range(USERS)]
    lines = [json.dumps(dict(zip(("id", "tier"), one)), ensure_ascii=False) + "\n" for one in customers]
    _write(folder / "customers" / "customers.json", "".join(lines))

    offers = [[f"a{index}", str(index * 10), pick.choice(["mail", "app", "in store, till"])] for index in range(12)]
    _csv(folder / "offers" / "offers.csv", ["offer", "worth", "channel"], offers)

    outcomes = {"accepted": "Taken", "declined": "Not taken", "seen": "Viewed"}
    log = [
        [user, f"a{pick.randrange(len(offers))}", pick.choice(list(outcomes)), BEGIN + index]
        for index, (user, _) in enumerate(_pairs(pick))
    ]
    raw = [
        [user, offer, outcome, datetime.datetime.fromtimestamp(second, datetime.UTC).isoformat().replace("+00:00", "Z")]
        for user, offer, outcome, second in log
    ]
    _csv(folder / "offer-log" / "offer-log.csv", ["customer", "offer", "outcome", "happened_at"], raw)
    return {
        "interactions": [[user, item, str(second)] for user, item, second, _ in bought],
        "items": products,
        "users": customers,
        "actions": offers,
        "action_interactions": [[user, offer, outcomes[outcome], str(second)] for user, offer, outcome, second in log],
    }


def _pairs(pick: random.Random) -> list[tuple[str, str]]:
    """Users with items; every user has more than two."""
    return [(f"u{index % USERS}", f"i{pick.randrange(ITEMS)}") for index in range(EVENTS)]


def _age_group(age: int | None) -> str | None:
    if age is None:
        return None
    return next((name for limit, name in [(25, "under 25"), (45, "25 to 44"), (65, "45 to 64")] if age < limit), "65 and over")


def _blanks_for_runs(text: str, letters: str) -> str:
    """Each run of the letters becomes one blank."""
    out = []
    for index, letter in enumerate(text):
        if letter not in letters:
            out.append(letter)
        elif index == 0 or text[index - 1] not in letters:
            out.append(" ")
    return "".join(out)


def _csv(path: Path, header: list[str], rows: list[list[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    example, seed, target = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
    make = {"minimal": minimal, "movielens": movielens, "next-best-action": next_best_action, "retail": retail}[example]
    made = make(random.Random(seed), target)
    _write(target / "expected.json", json.dumps(made))
