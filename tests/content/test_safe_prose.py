"""Markdown becomes HTML in which nothing can run, nothing loads from elsewhere and nothing looks different."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.prose import prose

DANGEROUS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "<a href='JaVaScRiPt:alert(1)'>click</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>click</a>",
    "<p style='position:fixed'>over all</p>",
    "<style>body { display: none }</style>",
    "<iframe src='https://elsewhere.example'></iframe>",
    "<object data='x'></object><embed src='x'>",
    "<form action='https://elsewhere.example'><input name=password></form>",
    "<svg onload=alert(1)></svg>",
    "<base href='https://elsewhere.example'>",
    "<meta http-equiv=refresh content='0;url=https://elsewhere.example'>",
    "<div class='admonition good sidebar' onclick='alert(1)'>x</div>",
    "Text\n{: onclick='alert(1)' style='color:red' }",
    "<math><mtext><script>alert(1)</script></mtext></math>",
]
FORBIDDEN = re.compile(
    r"<(?:script|style|iframe|object|embed|form|input|svg|math|base|meta)\b"
    r"|<[^>]*\s(?:on\w+|style|srcset|formaction)\s*=|<[^>]*(?:href|src)=[\"']?\s*(?:javascript|data|http:)",
    re.IGNORECASE,
)


def html_of(text: str) -> str:
    return prose(text).html


@pytest.mark.parametrize("text", DANGEROUS)
def test_what_could_run_or_restyle_is_gone(text: str) -> None:
    assert not FORBIDDEN.search(html_of(f"Before\n\n{text}\n\nAfter"))


@given(
    st.lists(st.sampled_from(DANGEROUS) | st.text(max_size=30), max_size=5), st.sampled_from(["", " ", "\n", "\n\n"])
)
def test_no_mixture_of_them_survives(parts: list[str], between: str) -> None:
    assert not FORBIDDEN.search(html_of(between.join(parts)))


@pytest.mark.parametrize(
    "source", ["https://far.example/x.png", "//far.example/x.png", "\\\\far.example\\x", "/\t/far/x"]
)
def test_a_picture_from_another_host_loses_its_address(source: str) -> None:
    assert "src" not in html_of(f'<img src="{source}" alt="A chart">')


def test_a_picture_of_our_own_stays() -> None:
    assert '<img alt="A chart" src="media/chart-1.png">' in html_of("![A chart](media/chart-1.png)")


def test_a_link_to_a_safe_place_stays_and_tells_it_nothing() -> None:
    assert html_of("[mail](mailto:desk@firm.example)") == (
        '<p><a href="mailto:desk@firm.example" rel="noopener">mail</a></p>'
    )


@pytest.mark.parametrize("kind", ["good", "poor", "note", "try", "source"])
def test_every_kind_of_box_survives(kind: str) -> None:
    html = html_of(f'!!! {kind} "A title"\n    Some text.\n')
    assert f'<div class="admonition {kind}">' in html
    assert '<p class="admonition-title">A title</p>' in html


def test_an_unknown_kind_of_box_is_a_plain_one() -> None:
    assert '<div class="admonition">' in html_of('!!! warning "A title"\n    Some text.\n')


def test_tables_footnotes_and_definitions_survive() -> None:
    html = html_of("| a | b |\n| --- | ---: |\n| 1 | 2[^n] |\n\nTerm\n:   Meaning\n\n[^n]: A note.\n")
    assert '<th align="right">b</th>' in html
    assert '<a class="footnote-ref" href="#fn:n" rel="noopener">1</a>' in html
    assert '<li id="fn:n">' in html
    assert "<dt>Term</dt>" in html


def test_headings_begin_below_the_pages_own() -> None:
    assert html_of("# First\n\n## Second") == '<h2 id="first">First</h2>\n<h2 id="second">Second</h2>'
