"""Ways to spoil the data of `data.retail` (and of `data.all_datasets`, what is about actions), each with the requirements that then fail and what the closing table has to say of them.

breaks.py KIND FOLDER: spoils the prepared data below FOLDER in all ways of one KIND, and prints what has to fail, as JSON.
"""

import csv
import json
import pathlib
import sys

import data


class Table:
    """A prepared dataset, to be spoilt."""

    def __init__(self, folder, name):
        self.encoding = "utf-8"
        self.path = folder / "prepared" / f"{name}.csv"
        with open(self.path, encoding="utf-8", newline="") as file:
            self.header, *self.rows = list(csv.reader(file))

    def put(self, field, value, rows):
        column = self.header.index(field)
        for row in rows:
            self.rows[row][column] = value(self.rows[row][column]) if callable(value) else value

    def save(self):
        data.write_csv(self.path, self.header, self.rows)
        self.path.write_bytes(self.path.read_bytes().decode("utf-8").encode(self.encoding))


def scarce(interactions, items, users):
    """Too little of everything: 24 users who come back, among too many who do not."""
    interactions.rows = [[f"c{row % 24}", f"p{row % 7}", str(data.START + row), "View"] for row in range(48)]
    interactions.rows += [[f"once{row}", "p1", str(data.START + row), "Purchase"] for row in range(900)]
    yield "interactions", "at least 1,000 interactions", "948"
    yield "interactions", "at least 50,000 interactions", "948"
    yield "interactions", "at least 1,000 interactions of a type", "Purchase: 900, View: 48"
    yield "interactions", "at least 25 users with two or more interactions", "24"
    yield "interactions", "at least 1,000 users with two or more interactions", "24"
    yield "interactions", "at least 1,000 events of type View, for the use cases", "48"
    yield "interactions", "at least 1,000 events of type Purchase, for the use cases", "900"


def one_time(interactions, items, users):
    """Nearly nobody comes back."""
    interactions.rows = [[f"once{row}", f"p{row % 300}", str(data.START + row), "View"] for row in range(3_000)]
    interactions.rows += [[f"often{row % 26}", f"p{row % 300}", str(data.START + row), "Purchase"] for row in range(1_000)]
    yield "interactions", "share of users with two or more interactions at least 1%", "0.9%"
    yield "interactions", "at least 50,000 interactions", "4,000"
    yield "interactions", "at least 1,000 users with two or more interactions", "26"


def just_enough(interactions, items, users):
    """1,000 interactions and 25 users who come back, to the letter: copies are neither."""
    interactions.rows = [[f"twice{row % 25}", f"p{row % 300}", str(data.START + row), "View"] for row in range(50)]
    interactions.rows += [[f"once{row}", f"p{row % 300}", str(data.START + row), "View"] for row in range(950)]
    interactions.rows.append(interactions.rows[-1])
    yield "interactions", "no duplicated rows", "1 copies"
    yield "interactions", "at least 50,000 interactions", "1,000"
    yield "interactions", "at least 1,000 users with two or more interactions", "25"
    yield "interactions", "at least 1,000 events of type Purchase, for the use cases", "0"


def latin(interactions, items, users):
    """A file in another encoding."""
    items.put("CATEGORY_L1", "Möbel", [0, 1])
    items.encoding = "latin-1"
    yield "items", "characters in UTF-8", "wrong values: CATEGORY_L1: 2"


def milliseconds(interactions, items, users):
    """All times in milliseconds, which no schema and no query tells."""
    interactions.put("TIMESTAMP", lambda seconds: f"{seconds}000", range(len(interactions.rows)))
    yield "interactions", "times in seconds since 1970", f"wrong values: TIMESTAMP: {len(interactions.rows):,}"


def dates(interactions, items, users):
    """All times as text."""
    interactions.put("TIMESTAMP", "2025-01-31 12:00:00", range(len(interactions.rows)))
    yield "interactions", "times in seconds since 1970", None
    yield "interactions", "numbers are written as their type asks", f"wrong values: TIMESTAMP: {len(interactions.rows):,}"
    yield "interactions", "no duplicated rows", None


def empty(interactions, items, users):
    """Headers without rows."""
    for table in (interactions, items, users):
        table.rows = []
    for dataset in ("interactions", "items", "users"):
        yield dataset, "has rows", "0 rows"
    for requirement in ("at least 1,000 interactions", "at least 50,000 interactions"):
        yield "interactions", requirement, "0"
    for least in ("25", "1,000"):
        yield "interactions", f"at least {least} users with two or more interactions", "0"
    yield "interactions", "share of users with two or more interactions at least 1%", "0.0%"
    for kind in ("View", "Purchase"):
        yield "interactions", f"at least 1,000 events of type {kind}, for the use cases", "0"


def faulty(interactions, items, users):
    """Values that are wrong, in rows of their own each."""
    interactions.put("USER_ID", "", range(3))
    yield "interactions", "no required field is empty", "empty: USER_ID: 3"
    interactions.put("TIMESTAMP", lambda seconds: f"{seconds}000", range(10, 14))
    interactions.put("TIMESTAMP", "200000000000", [14])
    yield "interactions", "times in seconds since 1970", "wrong values: TIMESTAMP: 5"
    for row, time in enumerate(["20000", "4102444800", "-5", "0"]):  # days, the year 2100, before 1970, none
        interactions.put("TIMESTAMP", time, [40 + row])
    yield "interactions", "interactions between 1990 and tomorrow", "wrong values: TIMESTAMP: 4"
    interactions.put("USER_ID", lambda user: f'"{user}"', range(50, 52))
    yield "interactions", "no quotation mark in an id", "wrong values: USER_ID: 2"
    interactions.rows += interactions.rows[100:105]
    yield "interactions", "no duplicated rows", "5 copies"
    interactions.put("USER_ID", "u" * 257, range(20, 22))
    yield "interactions", "ids of at most 256 characters", "wrong values: USER_ID: 2"
    for row in range(8):
        interactions.put("EVENT_TYPE", f"noise {row}", [30 + row])
    yield "interactions", "event types, and event columns besides ids and time, at most 10 together", "12 (columns: 1, types: 11)"

    items.header[0:2] = ["PRICE", "ITEM_ID"]
    items.rows = [[row[1], row[0], *row[2:]] for row in items.rows]
    yield "items", "columns as in the schema", "PRICE, ITEM_ID, CATEGORY_L1, CATEGORY_L2, PRODUCT_DESCRIPTION, CREATION_TIMESTAMP"
    items.put("PRICE", "cheap", [0])
    items.put("CREATION_TIMESTAMP", lambda seconds: f"{seconds}.0", [1, 2])
    items.put("CREATION_TIMESTAMP", str(2**63), [7])
    items.put("CREATION_TIMESTAMP", str(-(2**63)), [8])
    yield "items", "numbers are written as their type asks", "wrong values: PRICE: 1, CREATION_TIMESTAMP: 3"
    yield "items", "times in seconds since 1970", "wrong values: CREATION_TIMESTAMP: 2"
    items.put("CATEGORY_L1", "c" * 1001, [3])
    yield "items", "strings of at most 1,000 characters", "wrong values: CATEGORY_L1: 1"
    items.put("CATEGORY_L2", "two\nlines", [4])
    yield "items", "no line break in a value", "wrong values: CATEGORY_L2: 1"
    items.put("PRODUCT_DESCRIPTION", 'the "best"', [5])
    yield "items", "no quotation mark or backslash in a text", "wrong values: PRODUCT_DESCRIPTION: 1"
    items.put("PRODUCT_DESCRIPTION", "t" * 20_001, [6])
    items.put("PRODUCT_DESCRIPTION", "椅子" * 3_501, [10])
    items.put("PRODUCT_DESCRIPTION", "椅子" * 3_500, [11])
    yield "items", "texts of at most 20,000 characters", "wrong values: PRODUCT_DESCRIPTION: 2"
    items.rows.append(items.rows[50])
    yield "items", "no id twice", "1 repeated"

    for row in range(len(users.rows)):
        users.put("SEGMENTS", f"segment {row}", [row])
    yield "users", "SEGMENTS: at most 1,000 categories", "3,101"
    users.put("SEGMENTS", "||a| |", [0])
    users.put("SEGMENTS", " ", [1])
    yield "users", "no blank category", "wrong values: SEGMENTS: 2"
    users.put("AGE_GROUP", "", range(0, 3100, 2))
    yield "users", "AGE_GROUP: at least 70% of the rows have a value", None


def unfit_actions(interactions, actions, action_interactions):
    """What is asked of actions alone, and whole numbers that 32 bits cannot hold."""
    yield "interactions", "at least 50,000 interactions", "2,500"
    yield "interactions", "at least 1,000 users with two or more interactions", "90"
    yield "interactions", "PAGE: at least 70% of the rows have a value", None
    actions.put("VALUE", "11", [0])
    actions.put("VALUE", "0", [1])
    yield "actions", "VALUE from 1 to 10", "wrong values: VALUE: 2"
    actions.put("REPEAT_FREQUENCY", "31", [2])
    yield "actions", "REPEAT_FREQUENCY from 1 to 30", "wrong values: REPEAT_FREQUENCY: 1"
    actions.put("LEVEL", str(2**31 - 1), [3])
    actions.put("LEVEL", str(2**31), [4])
    yield "actions", "numbers are written as their type asks", "wrong values: LEVEL: 1"
    actions.rows += [[f"a{action}", "1", "30", "1", "loyalty"] for action in range(15, 1_001)]
    yield "actions", "at most 1,000 actions, which a training considers", "1,001"
    action_interactions.put("EVENT_TYPE", "opened", [0, 1])
    action_interactions.put("EVENT_TYPE", "NOT TAKEN", [2])
    yield "action_interactions", "event types Viewed, Taken or Not taken", "wrong values: EVENT_TYPE: 2"


DATASETS = {"unfit_actions": ("interactions", "actions", "action_interactions")}


def main(kind, folder):
    tables = [Table(pathlib.Path(folder), name) for name in DATASETS.get(kind, ("interactions", "items", "users"))]
    failing = list(globals()[kind](*tables))
    for table in tables:
        table.save()
    print(json.dumps(failing))


if __name__ == "__main__":
    main(*sys.argv[1:])
