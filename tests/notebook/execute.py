"""Executes a notebook on a local folder, top to bottom, and tells what it measured.

execute.py NOTEBOOK FOLDER RESULT [--aws] [--expect] [NAME=VALUE...]: writes RESULT, a JSON object with what the notebook measured,
and RESULT.ipynb, the notebook with its outputs. Fails where a cell does. With `--aws` the notebook keeps its own parameters, and finds
the folder's data in an AWS of the test's own. With `--expect` RESULT also holds what a plain computation
gives, and which tables and plots show something else. A VALUE is JSON.
"""

import json
import pathlib
import sys

import nbclient
import nbformat

import expected
import shown

HERE = pathlib.Path(__file__).parent

# Numbers of numpy and pandas have plain ones inside.
TOLD = """
import json as _json
_plain = lambda value: value.item() if hasattr(value, "item") else str(value)
pathlib.Path({result!r}).write_text(_json.dumps({{
    "figures": {{dataset: {{name: None if value != value else value for name, value in of.items()}} for dataset, of in figures.items()}},
    "closing": checks, "plots": watched, "tables": tables, "raw": {{name: len(rows) for name, rows in raw.items()}},
    "called": sorted(set(globals().get("called", []))),
    "peak megabytes": __import__("resource").getrusage(__import__("resource").RUSAGE_SELF).ru_maxrss / 1024,
}}, default=_plain))
"""


def run_cells(notebook, *ids):
    """What these cells define; they use nothing but their own."""
    names = {}
    for cell in notebook.cells:
        if cell.id in ids:
            exec(cell.source, names)
    return {name: value for name, value in names.items() if not name.startswith("__")}


def with_parameters(notebook, parameters):
    """The cells with one of other values after the parameters, as papermill does it."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if "parameters" in cell.metadata.get("tags", []):
            lines = [f"{name} = {value!r}" for name, value in parameters.items()]
            cells.append(nbformat.v4.new_code_cell("\n".join(lines), id="injected-parameters"))
    assert len(cells) == len(notebook.cells) + 1, "a notebook has one cell of parameters"
    return cells


def execute(path, folder, result, parameters, aws):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code), "a notebook comes without outputs"

    before = [nbformat.v4.new_code_cell((HERE / "watch.py").read_text(), id="watch")]
    if aws:
        stack = run_cells(notebook, "parameters", "spec") | {"folder": folder}
        before.append(nbformat.v4.new_code_cell(f"stack = {stack!r}\n{(HERE / 'aws.py').read_text()}", id="aws"))
    else:
        parameters = {"local_folder": folder} | parameters
    told = nbformat.v4.new_code_cell(TOLD.format(result=str(result)), id="told")
    notebook.cells = [*before, *with_parameters(notebook, parameters), told]
    try:
        nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    finally:
        nbformat.write(notebook, f"{result}.ipynb")
    return notebook


def outputs(notebook):
    for cell in notebook.cells:
        yield from cell.get("outputs", [])


def main(path, folder, result, *options):
    assignments = dict(option.split("=") for option in options if "=" in option)
    parameters = {name: json.loads(value) for name, value in assignments.items()}
    notebook = execute(path, folder, result, parameters, "--aws" in options)

    measured = json.loads(pathlib.Path(result).read_text())
    measured["images"] = sum("image/png" in output.get("data", {}) for output in outputs(notebook))
    for stream in ("stdout", "stderr"):
        measured[stream] = "".join(output["text"] for output in outputs(notebook) if output.get("name") == stream)
    if "--expect" in options:
        spec = run_cells(notebook, "spec")
        measured["expected"] = expected.figures(folder, spec["schemas"])
        measured["shown"] = shown.differences(measured, folder, spec["schemas"], spec["sources"])
    pathlib.Path(result).write_text(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
