"""Runs inside the notebook's kernel, before its first cell: whatever is shown as a plot has to be one, and what plots and tables say is kept."""

import IPython.display
import matplotlib.category
import matplotlib.colors
import matplotlib.dates
import matplotlib.pyplot
import matplotlib.text
import matplotlib.ticker
import numpy
import pandas

watched = []  # a line for each plot that was shown
tables = []  # each table that was shown


def drawn_bars(axes):
    """Each bar: what it is labelled with, or where it begins, and how long it is."""
    ticks = lambda axis: {round(float(at), 6): text.get_text() for at, text in zip(axis.get_ticklocs(), axis.get_ticklabels())}
    if isinstance(axes.yaxis.get_major_locator(), matplotlib.ticker.FixedLocator):
        across = ticks(axes.yaxis)
        return [[across[round(bar.get_y() + bar.get_height() / 2, 6)], bar.get_width()] for bar in axes.patches]
    if isinstance(axes.xaxis.get_major_locator(), matplotlib.category.StrCategoryLocator):
        below = ticks(axes.xaxis)
        return [[below[round(bar.get_x() + bar.get_width() / 2, 6)], bar.get_height()] for bar in axes.patches]
    if isinstance(axes.xaxis.get_major_formatter(), matplotlib.dates.ConciseDateFormatter):
        return [[str(matplotlib.dates.num2date(bar.get_x()).date()), bar.get_height()] for bar in axes.patches]
    return [[float(bar.get_x()), bar.get_height()] for bar in axes.patches]


def points(axes):
    """How many values of data the axes show: points of lines, bars that have a length."""
    lines = sum(int(numpy.isfinite(line.get_xydata().astype(float)).all(axis=1).sum()) for line in axes.lines)
    return lines + sum(1 for bar in axes.patches if bar.get_width() and bar.get_height())


def examine(figure):
    assert figure.axes, "a plot without axes"
    for axes in figure.axes:
        title = axes.get_title(loc="left")
        assert title and axes.get_xlabel() and axes.get_ylabel(), f"a plot without title, or without units: {title!r}"
        assert points(axes), f"a plot without data: {title!r}"
    assert min(matplotlib.colors.to_rgb(figure.get_facecolor())) > 0.9, "a plot that is not on light"
    figure.canvas.draw()
    for text in figure.findobj(matplotlib.text.Text):
        if text.get_text() and text.get_visible():
            assert "mathdefault" not in text.get_text(), f"text that is raw: {text.get_text()!r}"
            assert max(matplotlib.colors.to_rgb(text.get_color())) < 0.5, f"text that is not dark: {text.get_text()!r}"
    watched.append([])
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            labels = [text.get_text() for text in axis.get_ticklabels() if text.get_text()]
            dates = isinstance(axis.get_major_formatter(), matplotlib.dates.ConciseDateFormatter)
            assert dates or len(set(labels)) == len(labels), f"labels that stand twice: {labels}"
        lines = [[float(value) for value in line.get_ydata()] for line in axes.lines]
        title = f"{axes.get_title(loc='left')} ({axes.get_xlabel()})"
        watched[-1].append({"title": title, "shows": lines[0] if lines else drawn_bars(axes)})


def show(*arguments, **options):
    for number in matplotlib.pyplot.get_fignums():
        examine(matplotlib.pyplot.figure(number))
    plain_show(*arguments, **options)


def display(*things, **options):
    for table in things:
        if isinstance(table, pandas.DataFrame):
            told = table.astype(object).where(table.notna(), None)
            tables.append({"columns": list(told.columns), "lines": [[*numpy.atleast_1d(name), *line] for name, line in zip(told.index, told.values)]})
    plain_display(*things, **options)


plain_show, matplotlib.pyplot.show = matplotlib.pyplot.show, show
plain_display, IPython.display.display = IPython.display.display, display
