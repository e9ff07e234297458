r"""A formula in LaTeX as MathML, which browsers draw and read aloud without a script.

latex2mathml keeps markup in ``\text`` and addresses in ``\href``: nothing of its elements is taken over
but names and attributes that are on the lists here, and texts, which are escaped.
"""

import html
from xml.etree.ElementTree import Element

from gradecheck.reports.web.element import Html, element

ELEMENTS = frozenset(
    (  # noqa: SIM905 -- a long list of names reads best as words
        "math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover "
        "mtable mtr mtd mstyle mpadded mphantom menclose mmultiscripts mprescripts"
    ).split()
)
ATTRIBUTES = frozenset(
    (  # noqa: SIM905 -- a long list of names reads best as words
        "accent accentunder columnalign columnlines depth displaystyle fence form height largeop "
        "linethickness lspace mathvariant maxsize minsize movablelimits notation rowlines rowspacing "
        "rspace scriptlevel separator stretchy symmetric voffset width"
    ).split()
)


def formula(latex: str) -> Html:
    """A formula as an element ``math``; what is not LaTeX is shown as it is written."""
    from latex2mathml.converter import convert_to_element  # noqa: PLC0415 -- 40 ms, for reports with formulas

    try:
        return _safe(convert_to_element(latex, display="block"))
    except Exception:  # noqa: BLE001 -- it has twelve exceptions without a common base, and raises others
        return element("code", latex)


def _safe(node: Element) -> Html:
    """The element with its children; one that is not on the list becomes a plain group."""
    attributes = {key: value for key, value in node.attrib.items() if key in ATTRIBUTES}
    if node.tag == "math":
        attributes["display"] = "block"
    children = [_text(node.text), *(part for child in node for part in (_safe(child), _text(child.tail)))]
    return element(node.tag if node.tag in ELEMENTS else "mrow", *children, **attributes)


def _text(text: str | None) -> Html:
    """Escaped text. It may be one blank that keeps words apart; invisible operators are left out."""
    plain = html.unescape(text or "")
    kept = (one for one in plain if one.isprintable() or one == "\N{NO-BREAK SPACE}")
    return Html(html.escape("".join(kept)))
