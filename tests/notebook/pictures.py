"""The pictures of the README, from the notebook as it was executed on MovieLens.

pictures.py draw RESULT FOLDER: draws them into FOLDER. pictures.py told PICTURE...: what each says of itself, one a line.
A picture carries what it shows, so that a test can tell whether it still holds without comparing pixels.
"""

import base64
import hashlib
import io
import json
import pathlib
import sys

import matplotlib
import nbformat
from PIL import Image, PngImagePlugin

matplotlib.use("agg")
import matplotlib.pyplot as plt

PLOT, TABLE = "notebook-long-tail.png", "notebook-closing-table.png"
COLUMNS = {"result": 0.0, "kind": 0.04, "dataset": 0.11, "requirement": 0.19, "measured": 0.55, "what to do": 0.69}


def save(picture, path, told):
    text = PngImagePlugin.PngInfo()
    text.add_text("Description", told)
    # The palette that keeps rare colours: the word "fail" is one line of many.
    picture.convert("RGB").quantize(256, Image.Quantize.FASTOCTREE).save(path, pnginfo=text, optimize=True)


def plot(result, folder):
    """The plot of the cell with the long tails, as the notebook shows it."""
    notebook = nbformat.read(f"{result}.ipynb", as_version=4)
    cell = next(cell for cell in notebook.cells if cell.id == "interactions-tail")
    png = next(output["data"]["image/png"] for output in cell.outputs if "image/png" in output.get("data", {}))
    figures = json.loads(pathlib.Path(result).read_text())["figures"]["interactions"]
    shown = cell.source + json.dumps(figures, sort_keys=True)
    picture = Image.open(io.BytesIO(base64.b64decode(png)))
    save(picture, folder / PLOT, "long tail " + hashlib.sha256(shown.encode()).hexdigest())


def table(result, folder):
    """The closing table, in the notebook's order: what fails first."""
    lines = json.loads(pathlib.Path(result).read_text())["closing"]
    lines = sorted(lines, key=lambda line: (line["result"] != "fail", line["kind"] != "required"))
    figure, axes = plt.subplots(figsize=(14, 0.27 * (len(lines) + 1)))
    axes.set(xlim=(0, 1), ylim=(len(lines) + 1, 0))
    axes.axis("off")
    for column, left in COLUMNS.items():
        axes.text(left, 0.5, column, va="center", weight="bold", size=9)
    for row, line in enumerate(lines, 1):
        axes.axhline(row, color="#dddddd", linewidth=0.8)
        for column, left in COLUMNS.items():
            colour = {"pass": "#1b6e3c", "fail": "#b00020"}.get(line[column], "#222222")
            axes.text(left, row + 0.5, line[column], va="center", size=9, color=colour, parse_math=False)
    figure.subplots_adjust(0.01, 0.01, 0.99, 0.99)
    figure.canvas.draw()
    for text in axes.texts:
        assert text.get_window_extent().x1 <= figure.bbox.x1, f"cut off: {text.get_text()}"
    png = io.BytesIO()
    figure.savefig(png, dpi=100, facecolor="white")
    save(Image.open(png), folder / TABLE, json.dumps(lines))


def main(command, *arguments):
    if command == "draw":
        folder = pathlib.Path(arguments[1])
        plot(arguments[0], folder)
        table(arguments[0], folder)
    else:
        for path in arguments:
            print(json.dumps(Image.open(path).text["Description"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
