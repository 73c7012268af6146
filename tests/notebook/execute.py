"""Executes a notebook on a local folder, top to bottom, and tells what it measured.

execute.py NOTEBOOK FOLDER RESULT [NAME=VALUE...]: writes RESULT, a JSON object with what the notebook measured and what a plain
computation gives, and RESULT.ipynb, the notebook with its outputs. Fails where a cell does.
"""

import json
import pathlib
import sys

import nbclient
import nbformat

import expected

HERE = pathlib.Path(__file__).parent

# Numbers of numpy and pandas have plain ones inside.
TOLD = """
import json as _json
_plain = lambda value: value.item() if hasattr(value, "item") else str(value)
pathlib.Path({result!r}).write_text(_json.dumps({{
    "figures": figures, "closing": checks, "plots": watched, "raw": {{name: len(rows) for name, rows in raw.items()}},
}}, default=_plain))
"""


def with_parameters(notebook, parameters):
    """The notebook with a cell of other values after its parameters, as papermill does it, and with the test's own at both ends."""
    cells = []
    for cell in notebook.cells:
        cells.append(cell)
        if "parameters" in cell.metadata.get("tags", []):
            lines = [f"{name} = {value!r}" for name, value in parameters.items()]
            cells.append(nbformat.v4.new_code_cell("\n".join(lines), id="injected-parameters"))
    assert len(cells) == len(notebook.cells) + 1, "a notebook has one cell of parameters"
    return cells


def execute(path, parameters, result):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert not any(cell.outputs or cell.execution_count for cell in code), "a notebook comes without outputs"

    watch = nbformat.v4.new_code_cell((HERE / "watch.py").read_text(), id="watch")
    told = nbformat.v4.new_code_cell(TOLD.format(result=str(result)), id="told")
    notebook.cells = [watch, *with_parameters(notebook, parameters), told]
    try:
        nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
    finally:
        nbformat.write(notebook, f"{result}.ipynb")
    return notebook


def outputs(notebook, kind):
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if kind in output.get("data", {}):
                yield cell.id, output["data"][kind]


def main(path, folder, result, *assignments):
    parameters = {"local_folder": folder}
    for assignment in assignments:
        name, value = assignment.split("=")
        parameters[name] = json.loads(value)
    notebook = execute(path, parameters, result)

    spec = {}
    exec(next(cell.source for cell in notebook.cells if cell.id == "spec"), spec)
    measured = json.loads(pathlib.Path(result).read_text())
    measured["expected"] = expected.figures(folder, spec["schemas"])
    measured["images"] = len(list(outputs(notebook, "image/png")))
    measured["text"] = [
        output["text"] for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "stream"
    ]
    pathlib.Path(result).write_text(json.dumps(measured, indent=1))


if __name__ == "__main__":
    main(*sys.argv[1:])
