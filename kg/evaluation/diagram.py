"""A reliability diagram as an SVG and a page that explains it, written without a plotting library."""

from __future__ import annotations

from collections.abc import Sequence

from kg.evaluation.calibration import Bin, Reliability
from kg.extractors.confidence import ANY, Row, Table

_SIDE, _EDGE = 320, 48  # pixels: side of the square, margin for the labels


def svg(result: Reliability) -> str:
    """Foretold precision across, measured precision upwards; the area of a dot is the number of its claims."""
    size = _SIDE + 2 * _EDGE
    most = max((b.n for b in result.bins), default=1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" role="img">',
        "<title>Foretold and measured precision of claims</title>",
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<rect x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>',
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="#999" stroke-dasharray="4 4"/>',
    ]
    for tenth in range(0, 11, 2):
        v = tenth / 10
        parts.append(_text(_x(v), _y(0) + 18, f"{v:.1f}", "middle"))
        parts.append(_text(_x(0) - 8, _y(v) + 4, f"{v:.1f}", "end"))
    parts.append(_text(size / 2, size - 8, "foretold precision", "middle"))
    parts.append(f'<g transform="translate(14 {size / 2:.0f}) rotate(-90)">{_text(0, 0, "measured precision", "middle")}</g>')
    for b in result.bins:
        radius = 3 + 11 * (b.n / most) ** 0.5
        where = f'cx="{_x(b.foretold):.1f}" cy="{_y(b.measured):.1f}" r="{radius:.1f}"'
        parts.append(f'<circle {where} fill="#1f6f8b" fill-opacity="0.7"><title>{_words(b)}</title></circle>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _x(value: float) -> float:
    return _EDGE + _SIDE * value


def _y(value: float) -> float:
    return _EDGE + _SIDE * (1 - value)


def _text(x: float, y: float, words: str, anchor: str) -> str:
    style = 'font-family="sans-serif" font-size="12" fill="#333"'
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {style}>{words}</text>'


def _words(b: Bin) -> str:
    return f"{b.n} claims: foretold {b.foretold:.2f}, measured {b.measured:.2f}"


def page(result: Reliability, rows: Table, articles: Sequence[int], picture: str) -> str:
    """The page in Markdown; articles: how many each gold folder holds."""
    whole = rows.get((ANY, ANY, ANY, ANY), Row(0, 0, 0.0))
    lines = [
        "# How far a confidence can be trusted",
        "",
        "Written by `kg calibrate`. The confidence of a claim is the share of claims of its kind (extractor, property, status,",
        "class of its subject) that annotated articles bear out; kinds seldom seen take the share of the next wider kind.",
        "A claim about a tenure, a membership, a participation or a statement shares the verdict on that relation, a name or",
        "type that on the thing. Claims of which the annotation cannot tell (topics, an event's status) take their extractor's",
        "share, and those of an extractor that was not measured the share of all; doubtful and contradicted claims have none.",
        "",
        f"Measured on {' + '.join(map(str, articles))} annotated articles: {whole.n} claims, {whole.right} of them right.",
        "Each article's claims were foretold from the other articles alone:",
        "",
        f"![Foretold and measured precision]({picture})",
        "",
        "| foretold | claims | foretold on average | measured |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {b.low:.1f}–{b.low + 0.1:.1f} | {b.n} | {b.foretold:.3f} | {b.measured:.3f} |" for b in result.bins),
        "",
        f"Expected calibration error {result.expected_error:.3f}; Brier score {result.brier:.3f}"
        f" ({result.brier_of_mean:.3f} if every claim were given the same confidence).",
        "",
        "By extractor:",
        "",
        "| extractor | claims judged | right | confidence |",
        "| --- | ---: | ---: | ---: |",
        *(f"| {k[0]} | {r.n} | {r.right} | {r.precision:.3f} |" for k, r in sorted(rows.items()) if k[0] != ANY == k[1]),
    ]
    return "\n".join(lines) + "\n"
