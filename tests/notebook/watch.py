"""Runs inside the notebook's kernel, before its first cell: whatever is shown as a plot has to be one."""

import matplotlib.colors
import matplotlib.pyplot
import matplotlib.text
import numpy

watched = []  # a line for each plot that was shown


def points(axes):
    """How many values of data the axes show: points of lines, bars that have a length."""
    lines = sum(int(numpy.isfinite(line.get_xydata().astype(float)).all(axis=1).sum()) for line in axes.lines)
    return lines + sum(1 for bar in axes.patches if bar.get_width() and bar.get_height())


def examine(figure):
    assert figure.axes, "a plot without axes"
    watched.append({"titles": [], "points": []})
    for axes in figure.axes:
        title = axes.get_title(loc="left")
        assert title and axes.get_xlabel() and axes.get_ylabel(), f"a plot without title, or without units: {title!r}"
        assert points(axes), f"a plot without data: {title!r}"
        watched[-1]["titles"].append(title)
        watched[-1]["points"].append(points(axes))
    assert min(matplotlib.colors.to_rgb(figure.get_facecolor())) > 0.9, "a plot that is not on light"
    figure.canvas.draw()
    for text in figure.findobj(matplotlib.text.Text):
        if text.get_text() and text.get_visible():
            assert "mathdefault" not in text.get_text(), f"text that is raw: {text.get_text()!r}"
            assert max(matplotlib.colors.to_rgb(text.get_color())) < 0.5, f"text that is not dark: {text.get_text()!r}"


def show(*arguments, **options):
    for number in matplotlib.pyplot.get_fignums():
        examine(matplotlib.pyplot.figure(number))
    plain_show(*arguments, **options)


plain_show, matplotlib.pyplot.show = matplotlib.pyplot.show, show
