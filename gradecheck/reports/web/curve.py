"""The last losses as a picture (SVG, in the colour of the text) and as numbers."""

import math
from collections.abc import Iterator, Sequence

from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.reports.web.element import Html, element

WIDTH, HEIGHT, MARGIN = 320, 96, 8
#: values that lie closer than this (natural logarithm) are drawn alike: round-off is no slope
FLAT = 1e-9


def losses(values: Sequence[float], lang: str) -> Html:
    """A figure: the curve on a log scale, what it says in words, and the numbers in a list."""
    said = say(Message("html-losses", {"first": values[0], "last": values[-1]}), lang)
    points = list(_points(values))
    drawn = [_line(run) for run in _runs(points)]
    dots = [element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="2.5") for _, x, y in points]
    picture = element(
        "svg",
        *drawn,
        *dots,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=said,
        class_="curve",
    )
    numbers = element("ol", *(element("li", f"{value:.6g}") for value in values), class_="numbers")
    return element("figure", picture, element("figcaption", said), numbers)


def _points(values: Sequence[float]) -> Iterator[tuple[int, float, float]]:
    """Number and place of every value that has a logarithm; the largest is on top."""
    logs = {n: math.log(value) for n, value in enumerate(values) if value > 0 and math.isfinite(value)}
    low, high = (min(logs.values()), max(logs.values())) if logs else (0.0, 0.0)
    for number, log in logs.items():
        height = (log - low) / (high - low) if high - low > FLAT else 0.5
        x = MARGIN + (WIDTH - 2 * MARGIN) * number / max(len(values) - 1, 1)
        yield number, x, HEIGHT - MARGIN - (HEIGHT - 2 * MARGIN) * height


def _runs(points: Sequence[tuple[int, float, float]]) -> Iterator[list[tuple[int, float, float]]]:
    """Neighbours that can be joined by a line: it stops where a value has no place."""
    run: list[tuple[int, float, float]] = []
    for point in points:
        if run and point[0] > run[-1][0] + 1:
            yield run
            run = []
        run.append(point)
    if run:
        yield run


def _line(run: Sequence[tuple[int, float, float]]) -> Html:
    return element("polyline", points=" ".join(f"{x:.1f},{y:.1f}" for _, x, y in run))
