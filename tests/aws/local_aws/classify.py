"""What a crawler makes of files: custom classifiers first, then Glue's own.

Sources: https://docs.aws.amazon.com/glue/latest/dg/add-classifier.html (order, headers, types of CSV) and
https://docs.aws.amazon.com/glue/latest/dg/custom-classifier.html#custom-classifier-csv (the SerDe of a CSV classifier).
"""

import csv
import gzip
import io
import json
import re

import pyarrow.parquet

TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat"
TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
LAZY = "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe"
OPEN_CSV = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
JSON = "org.openx.data.jsonserde.JsonSerDe"
PARQUET = "org.apache.hadoop.hive.ql.io.parquet"


def classify(files: list[bytes], custom: list[dict]) -> dict | None:
    """The parts of a table that the content decides (`StorageDescriptor`, `Parameters`), or None where nobody knows it."""
    files = [gzip.decompress(file) if file.startswith(b"\x1f\x8b") else file for file in files]
    if all(file.startswith(b"PAR1") for file in files):
        return _parquet(files)
    texts = [file.decode("utf-8") for file in files]
    for classifier in custom:
        if "CsvClassifier" not in classifier:
            raise NotImplementedError(f"classifiers other than CSV: {classifier}")
        if found := _custom_csv(texts, classifier["CsvClassifier"]):
            return found
    return _json(texts) or _built_in_csv(texts)


def _custom_csv(texts: list[str], classifier: dict) -> dict | None:
    delimiter, quote = classifier.get("Delimiter", ","), classifier.get("QuoteSymbol", '"')
    if classifier.get("ContainsHeader") != "PRESENT" or classifier.get("Serde") != "OpenCSVSerDe":
        raise NotImplementedError(f"a CSV classifier other than OpenCSVSerDe with a header: {classifier}")
    header = next(csv.reader(io.StringIO(texts[0]), delimiter=delimiter, quotechar=quote), [])
    if len(header) < (1 if classifier.get("AllowSingleColumn") else 2):
        return None
    # Every column of this SerDe is text to the crawler.
    columns = [{"Name": name.strip().lower(), "Type": "string"} for name in header]
    serde = {"separatorChar": delimiter, "quoteChar": quote, "escapeChar": "\\"}
    return _text_table(columns, OPEN_CSV, serde, "csv", {"skip.header.line.count": "1"})


def _built_in_csv(texts: list[str]) -> dict | None:
    """Glue's own: it picks LazySimpleSerDe, which knows no quotes, though it reads types as if it knew them."""
    rows = list(csv.reader(io.StringIO(texts[0])))[:1000]
    if len(rows) < 3 or len(rows[0]) < 2:
        return None
    types = [_csv_type([row[index] for row in rows[1:] if index < len(row)]) for index in range(len(rows[0]))]
    has_header = all(_csv_type([cell]) == "string" and len(cell) < 150 for cell in rows[0]) and set(types) != {"string"}
    names = [cell.strip().lower() for cell in rows[0]] if has_header else [f"col{index}" for index in range(len(rows[0]))]
    columns = [{"Name": name, "Type": kind} for name, kind in zip(names, types)]
    more = {"skip.header.line.count": "1"} if has_header else {}
    return _text_table(columns, LAZY, {"field.delim": ","}, "csv", {"delimiter": ",", **more})


def _csv_type(cells: list[str]) -> str:
    filled = [cell for cell in cells if cell != ""]
    if filled and all(re.fullmatch(r"[+-]?\d{1,18}", cell) for cell in filled):
        return "bigint"
    if filled and all(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", cell) for cell in filled):
        return "double"
    return "string"


def _json(texts: list[str]) -> dict | None:
    types: dict[str, str] = {}
    for line in (line for text in texts for line in text.splitlines() if line.strip()):
        try:
            record = json.loads(line)
        except ValueError:
            return None
        if not isinstance(record, dict):
            return None
        for name, value in record.items():
            types[name] = _merged(types.get(name), _json_type(value))
    if not types:
        return None
    # A column that is null in every file is text.
    columns = [{"Name": name.lower(), "Type": kind or "string"} for name, kind in types.items()]
    return _text_table(columns, JSON, {"paths": ",".join(sorted(types))}, "json", {})


def _json_type(value) -> str | None:
    """The Hive type of a value; None for null, which fits every type."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "int" if -(2**31) <= value < 2**31 else "bigint"
    if isinstance(value, float):
        return "double"
    if isinstance(value, list):
        element = None
        for one in value:
            element = _merged(element, _json_type(one))
        return f"array<{element or 'string'}>"
    if isinstance(value, dict):
        return "struct<" + ",".join(f"{name.lower()}:{_json_type(one) or 'string'}" for name, one in value.items()) + ">"
    return "string"


def _merged(one: str | None, other: str | None) -> str | None:
    if one is None or one == other:
        return other if one is None else one
    if other is None:
        return one
    numbers = ["int", "bigint", "double"]
    if one in numbers and other in numbers:
        return numbers[max(numbers.index(one), numbers.index(other))]
    return "string"


def _parquet(files: list[bytes]) -> dict:
    schema = pyarrow.parquet.read_schema(io.BytesIO(files[0]))
    columns = [{"Name": field.name.lower(), "Type": _parquet_type(field.type)} for field in schema]
    return {
        "Parameters": {"classification": "parquet", "compressionType": "none", "typeOfData": "file"},
        "StorageDescriptor": {
            "Columns": columns,
            "InputFormat": f"{PARQUET}.MapredParquetInputFormat",
            "OutputFormat": f"{PARQUET}.MapredParquetOutputFormat",
            "SerdeInfo": {"SerializationLibrary": f"{PARQUET}.serde.ParquetHiveSerDe", "Parameters": {}},
        },
    }


def _parquet_type(kind) -> str:
    if pyarrow.types.is_list(kind):
        return f"array<{_parquet_type(kind.value_type)}>"
    names = {"string": "string", "int32": "int", "int64": "bigint", "float": "float", "double": "double", "bool": "boolean"}
    try:
        return names[str(kind)]
    except KeyError:
        raise NotImplementedError(f"the Parquet type {kind}") from None


def _text_table(columns: list[dict], serde: str, serde_parameters: dict, classification: str, more: dict) -> dict:
    return {
        "Parameters": {"classification": classification, "compressionType": "none", "typeOfData": "file", **more},
        "StorageDescriptor": {
            "Columns": columns,
            "InputFormat": TEXT_INPUT,
            "OutputFormat": TEXT_OUTPUT,
            "SerdeInfo": {"SerializationLibrary": serde, "Parameters": serde_parameters},
        },
    }
