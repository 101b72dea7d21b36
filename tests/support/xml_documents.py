"""XML documents for property tests: `documents` without mixed content, `fragments` of any text."""

from __future__ import annotations

from hypothesis import strategies as st

names = st.sampled_from(["a", "Name", "ns:b", "Hämäläinen", "x-1"])
words = st.text("abcåäö€😀 .,:;/?'\")]-", min_size=1, max_size=12).filter(str.strip)
texts = st.one_of(
    words,
    words.map(lambda text: text + ">"),
    words.map(lambda text: text + " /> x"),
    st.just("first line\nsecond line\n\n   fourth"),
    st.just("&amp;&lt;&#228;"),
    st.just("]] >"),
).filter(lambda text: "]]>" not in text)
cdata = st.one_of(texts, st.just("<a></a><b>"), st.just("]]")).map(
    lambda text: f"<![CDATA[{text.replace(']]>', '')}]]>"
)
values = st.one_of(
    st.text("abcå =/", max_size=6), st.just(">"), st.just("/>"), st.just("x>y>"), st.just("&lt;")
)
quoted = st.one_of(
    values.map(lambda value: f'"{value}"'),
    values.map(lambda value: f'"it\'s {value}"'),
)


@st.composite
def attributes(draw: st.DrawFn) -> str:
    count = draw(st.integers(0, 2))
    return "".join(f" p{i}={draw(quoted)}" for i in range(count))


comments = st.one_of(
    st.text("abc <>/&'\"", max_size=10), st.just("<a></a>"), st.just("two\nlines")
).map(lambda text: f"<!--{text}-->")
instructions = st.text("abc <>/&'\"", max_size=10).map(lambda text: f"<?go {text.strip()}?>")


@st.composite
def elements(draw: st.DrawFn, deeper: int = 3) -> list[str]:
    """An element without mixed content, as a list of pieces between which layout may stand."""
    name = draw(names)
    head = f"<{name}{draw(attributes())}"
    kind = draw(st.integers(0, 5 if deeper else 3))
    if kind == 0:
        return [f"{head}/>"]
    if kind == 1:
        return [f"{head}></{name}>"]
    if kind in (2, 3):
        return [f"{head}>{draw(st.one_of(texts, cdata))}</{name}>"]
    inner = draw(
        st.lists(
            st.one_of(
                elements(deeper - 1), comments.map(lambda c: [c]), instructions.map(lambda i: [i])
            ),
            min_size=1,
            max_size=4,
        )
    )
    return [f"{head}>", *(piece for child in inner for piece in child), f"</{name}>"]


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    pieces = []
    if draw(st.booleans()):
        pieces.append('<?xml version="1.0"?>')
    if draw(st.booleans()):
        pieces.append(
            draw(
                st.sampled_from(
                    [
                        "<!DOCTYPE Root>",
                        '<!DOCTYPE Root SYSTEM "a>b.dtd">',
                        "<!DOCTYPE Root [<!ELEMENT x (#PCDATA)><!ENTITY e ']>'><!-- ]> -->]>",
                    ]
                )
            )
        )
    pieces.extend(draw(st.lists(comments, max_size=1)))
    pieces.append('<Root xmlns:ns="urn:x">')
    for element in draw(st.lists(elements(), min_size=1, max_size=4)):
        pieces.extend(element)
    pieces.append("</Root>")
    pieces.extend(draw(st.lists(instructions, max_size=1)))
    layout = draw(st.sampled_from(["", "", "\n", "\n  ", "\r\n\t", " ", "\n\n"]))
    return (layout.join(pieces) + draw(st.sampled_from(["", "\n", "\r\n"]))).encode()


fragments = st.sampled_from(
    ["<", ">", "/", "a", "b ", '"', "'", "=", "\n", " ", "\r\n", "ä", "😀", "<a>", "</a>", "<a/>",
     "<a></a>", "<!--", "-->", "--", "<![CDATA[", "]]>", "]", "<?", "?>", "<!DOCTYPE", "[", "<!",
     "&", '<a b="', "<a b='>'>", "text", "\x00", "\n\n"]
)  # fmt: skip
