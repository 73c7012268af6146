"""Data for the examples, as it would lie in their buckets: `raw/<source>/` and `prepared/<dataset>.csv`, the same for the same seed.

data.py KIND FOLDER: KIND is a function of this module. What is prepared follows from what is raw, as in the example's queries.
"""

import bz2
import csv
import json
import pathlib
import random
import re
import sys

START = 1_735_689_600  # 2025-01-01, in seconds
DAY = 86_400


def write_csv(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def events(dice, count, users, items, days=200):
    """Who, what and when: a few users are very active and a few items very popular, some come back to the same item, the last users and
    items come late, and one week is dark."""
    earlier = []
    for _ in range(count):
        if earlier and dice.random() < 0.1:
            user, item = dice.choice(earlier)
        else:
            user, item = int(users * dice.random() ** 2), int(items * dice.random() ** 3)
        earlier.append((user, item))
        late = max(user / users, item / items) > 0.8
        day = dice.randrange(int(days * 0.9) if late else 0, days)
        if 100 <= day < 107:
            day += 7
        yield user, item, START + day * DAY + dice.randrange(DAY)


def minimal(folder):
    dice = random.Random(1)
    rows = [(f"u{user}", f"i{item}", time) for user, item, time in events(dice, 3_000, 150, 80)]
    write_csv(folder / "raw/clicks/year=2025/clicks.csv", ["user_id", "item_id", "clicked_at"], rows)
    write_csv(folder / "prepared/interactions.csv", ["USER_ID", "ITEM_ID", "TIMESTAMP"], rows)


def large(folder):
    """As `minimal`, with many users of a few interactions each, so that there is something to leave out."""
    dice = random.Random(5)
    rows = [(f"u{dice.randrange(60_000)}", f"i{dice.randrange(500)}", START + dice.randrange(90 * DAY)) for _ in range(600_000)]
    write_csv(folder / "raw/clicks/clicks.csv", ["user_id", "item_id", "clicked_at"], rows)
    write_csv(folder / "prepared/interactions.csv", ["USER_ID", "ITEM_ID", "TIMESTAMP"], rows)


def copied(folder):
    """As `minimal`, but 900 interactions, each a hundred times."""
    rows = [(f"u{row % 300}", f"i{row % 70}", START + row) for row in range(900)] * 100
    write_csv(folder / "raw/clicks/clicks.csv", ["user_id", "item_id", "clicked_at"], rows)
    write_csv(folder / "prepared/interactions.csv", ["USER_ID", "ITEM_ID", "TIMESTAMP"], rows)


def movielens(folder):
    dice = random.Random(2)
    genres = ["Drama", "Comedy", "Romance", "Thriller", "(no genres listed)"]
    titles = ['Harbour, The (19{:02})', 'Night of the "Long" Train (20{:02})', "Ärger im Küstendorf {}", "Été sans fin, L' (20{:02})"]
    movies = [
        (item, titles[item % 4].format(item % 25), "|".join(sorted(dice.sample(genres[:4], 1 + item % 3)) if item % 7 else genres[4:]))
        for item in range(1, 121)
    ]
    ratings = [(user + 1, item + 1, dice.randrange(1, 11) / 2, time) for user, item, time in events(dice, 4_000, 120, 100)]
    write_csv(folder / "raw/movies/movies.csv", ["movieId", "title", "genres"], movies)
    write_csv(folder / "raw/ratings/ratings.csv", ["userId", "movieId", "rating", "timestamp"], ratings)
    prepare_movielens(folder)


def prepare_movielens(folder):
    """What the queries of the example `movielens` make of the raw files in this folder."""
    with open(next((folder / "raw/ratings").rglob("*.csv")), encoding="utf-8", newline="") as file:
        rows = [(row["userId"], row["movieId"], "rate", row["rating"], row["timestamp"]) for row in csv.DictReader(file)]
    write_csv(folder / "prepared/interactions.csv", ["USER_ID", "ITEM_ID", "EVENT_TYPE", "EVENT_VALUE", "TIMESTAMP"], rows)
    items = []
    with open(next((folder / "raw/movies").rglob("*.csv")), encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            year = re.search(r"\((\d{4})\) *$", row["title"])
            title = re.sub(r" *\(\d{4}\) *$", "", row["title"]).replace('"', "'").replace("\\", "/")
            genres = "" if row["genres"] == "(no genres listed)" else row["genres"]
            items.append((row["movieId"], title, genres, year.group(1) if year else ""))
    write_csv(folder / "prepared/items.csv", ["ITEM_ID", "TITLE", "GENRES", "YEAR"], items)


def retail(folder):
    """Enough of everything, and nothing wrong with it: each requirement is met."""
    import pyarrow
    import pyarrow.parquet

    dice = random.Random(3)
    words = "soft warm light blue green bag lamp chair for the garden and home".split()
    products = [
        {
            "id": f"p{item}",
            "price": round(1 + 200 * dice.random(), 2),
            "category": dice.choice(["garden", "kitchen", "office"]),
            "subcategory": dice.choice(["small", "large", "spare parts", None, "other"]),
            "description": None if item % 9 == 0 else " ".join(dice.choices(words, k=dice.randrange(3, 60))),
            "listed_at": START - dice.randrange(400) * DAY,
            "attributes": {"colour": dice.choice(["blue", "green"]), "sizes": [1, 2]},
        }
        for item in range(900)
    ]
    kinds = {"view": "View", "cart": "AddToCart", "purchase": "Purchase", "refund": None}
    rows = [
        (f"c{user}", f"p{item}", dice.choices(list(kinds), [80, 10, 9, 1])[0], products[item]["price"], time)
        for user, item, time in events(dice, 60_000, 3_000, 800)
    ]
    rows = list(dict.fromkeys(rows))
    customers = [
        {"id": f"c{user}", "age": None if user % 11 == 0 else dice.randrange(16, 90), "segments": dice.sample(["new", "vip", "b2b"], 1 + user % 2)}
        for user in range(3_100)
    ]
    ages = lambda age: "" if age is None else next(name for most, name in AGES if age < most)

    for part in range(3):
        write_csv(folder / f"raw/events/day={part}/events.csv", ["user_id", "product_id", "event", "price", "created_at"], rows[part::3])
    lines = "".join(json.dumps(product) + "\n" for product in products)
    (folder / "raw/products").mkdir(parents=True)
    (folder / "raw/products/products.json").write_text(lines, encoding="utf-8")
    (folder / "raw/crm/customers").mkdir(parents=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(customers), folder / "raw/crm/customers/customers.parquet")

    prepared = folder / "prepared"
    interactions = [(user, item, time, kinds[kind]) for user, item, kind, _, time in rows if kinds[kind]]
    write_csv(prepared / "interactions.csv", ["USER_ID", "ITEM_ID", "TIMESTAMP", "EVENT_TYPE"], interactions)
    header = ["ITEM_ID", "PRICE", "CATEGORY_L1", "CATEGORY_L2", "PRODUCT_DESCRIPTION", "CREATION_TIMESTAMP"]
    items = [[row[name] for name in ("id", "price", "category", "subcategory", "description", "listed_at")] for row in products]
    write_csv(prepared / "items.csv", header, items)
    users = [(row["id"], ages(row["age"]), "|".join(row["segments"])) for row in customers]
    write_csv(prepared / "users.csv", ["USER_ID", "AGE_GROUP", "SEGMENTS"], users)


AGES = [(25, "under 25"), (45, "25 to 44"), (65, "45 to 64"), (999, "65 and over")]


def all_datasets(folder):
    """For `all-datasets.toml`: actions, and who took them."""
    dice = random.Random(4)
    rows = [(f"u{user}", f"i{item}", time, dice.choice(["", "home", "search"])) for user, item, time in events(dice, 2_500, 90, 60)]
    taken = [
        (f"u{user}", f"a{action}", dice.choice(["Viewed", "Taken", "Not taken"]), time)
        for user, action, time in events(dice, 1_500, 90, 12)
    ]
    actions = [(f"a{action}", 1 + action % 10, 1 + 2 * action, 1 + action % 3, dice.choice(["loyalty", "newsletter"])) for action in range(15)]
    for name, header, lines in [
        ("interactions", ["USER_ID", "ITEM_ID", "TIMESTAMP", "PAGE"], rows),
        ("actions", ["ACTION_ID", "VALUE", "REPEAT_FREQUENCY", "LEVEL", "KIND"], actions),
        ("action_interactions", ["USER_ID", "ACTION_ID", "EVENT_TYPE", "TIMESTAMP"], taken),
    ]:
        write_csv(folder / f"raw/{name}/data.csv", [column.lower() for column in header], lines)
        write_csv(folder / f"prepared/{name}.csv", header, lines)


def broken_raw(folder):
    """As `retail`, with raw files beside it that are broken, packed or odd."""
    import pyarrow
    import pyarrow.parquet

    retail(folder)
    raw, parquet = folder / "raw", folder / "raw/crm/customers"
    (raw / "events/day=3").mkdir()
    header = "user_id,product_id,event,price,created_at\n"
    (raw / "events/day=3/latin.csv").write_bytes((header + "cÄ,pÖ,view,1,2\n").encode("latin-1"))
    (raw / "events/day=3/packed.csv.bz2").write_bytes(bz2.compress((header + "packed,p1,view,1,2\n").encode()))
    (raw / "events/day=3/blank.csv").write_text("\n")
    (raw / "products/more.json").write_text('{"id": "x1", "price": 1}\nnot json\n[1]\n\n{"id": "x2"}\n')
    (parquet / "broken.parquet").write_bytes(b"PAR1 no more")
    schema = pyarrow.parquet.read_schema(parquet / "customers.parquet")
    pyarrow.parquet.write_table(schema.empty_table(), parquet / "empty.parquet")
    odd = [{"id": "odd", "photo": b"\xff\xfe", "address": {"lines": ["a", "b"]}}]
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(odd), parquet / "odd.parquet")


def next_best_action(folder):
    """All five datasets. Raw rows stand twice, ids are alike but for case and blanks, some users and offers are in no other dataset."""
    import pyarrow
    import pyarrow.parquet

    dice = random.Random(6)
    spell = lambda user: f"K{user}" if user % 20 else f" k{user} " if dice.random() < 0.5 else f"k{user}"
    bought = [(spell(user), f"s{sku}", time - 700 * DAY) for user, sku, time in events(dice, 4_000, 150, 70, days=1_000)]
    products = [(f"s{sku}", dice.choice(["tea", "coffee, whole", 'mugs "large"']), round(20 * dice.random(), 2) if sku % 8 else "") for sku in range(75)]
    customers = [(f"K{user}", dice.choice(["gold", "silver"])) for user in range(140)]
    long_name = "a very long channel name that is cut in the middle, "
    offers = [(f"o{offer}", 1 + offer % 10 if offer % 3 else "", dice.choice(["mail", long_name + "one", long_name + "two"])) for offer in range(14)]
    taken = [
        (f"K{user}", f"o{offer}", dice.choice(["Viewed", "Taken", "Not taken"]), time)
        for user, offer, time in events(dice, 1_200, 150, 16, days=150)
    ]
    purchases = [{"customer": user, "sku": sku, "bought_at": time} for user, sku, time in [*bought, *bought[:7]]]
    (folder / "raw/purchases").mkdir(parents=True)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(purchases), folder / "raw/purchases/purchases.parquet")
    (folder / "raw/customers").mkdir()
    lines = "".join(json.dumps({"id": user, "tier": tier}) + "\n" for user, tier in customers)
    (folder / "raw/customers/customers.json").write_text(lines, encoding="utf-8")
    write_csv(folder / "raw/products/products.csv", ["sku", "category", "price"], products)
    write_csv(folder / "raw/offers/offers.csv", ["offer", "worth", "channel"], offers)
    write_csv(folder / "raw/offer-log/log.csv", ["customer", "offer", "event", "at"], taken)
    for name, header, rows in [
        ("interactions", ["USER_ID", "ITEM_ID", "TIMESTAMP"], bought),
        ("items", ["ITEM_ID", "CATEGORY", "PRICE"], products),
        ("users", ["USER_ID", "TIER"], customers),
        ("actions", ["ACTION_ID", "VALUE", "CHANNEL"], offers),
        ("action_interactions", ["USER_ID", "ACTION_ID", "EVENT_TYPE", "TIMESTAMP"], taken),
    ]:
        write_csv(folder / f"prepared/{name}.csv", header, rows)


if __name__ == "__main__":
    globals()[sys.argv[1]](pathlib.Path(sys.argv[2]))
