"""Reads an XPath 1.0 expression: whether it is one, what it gives, and where its name tests are.

libxml2, which evaluates it, says "Invalid expression" and no more; here each fault has a sentence
and a place. XPath 1.0 has no types that show only when it is evaluated, but for variables, which
there are none of here.
"""

from __future__ import annotations

from typing import NamedTuple

from nvexplorer.exchange.xpath.functions import (
    BOOLEAN,
    FUNCTIONS,
    LATER,
    NODES,
    NUMBER,
    STRING,
    Function,
)
from nvexplorer.exchange.xpath.tokens import BadExpression, Token, tokenize

_DEEPEST = 100
_LONGEST = 20_000
_TRUTHS = frozenset(("or", "and", "=", "!=", "<", "<=", ">", ">="))
_STEP_BEGINS = frozenset(("name", "type", "axis", "@", ".", ".."))


class NameTest(NamedTuple):
    """A name test in the expression, from character `start` to `end`: a name, `prefix:name`,
    `prefix:*` or `*`. `axis` is `element`, `attribute` or `namespace`: what it is a name of."""

    start: int
    end: int
    prefix: str
    local: str
    axis: str


class Expression(NamedTuple):
    """`gives`: nodes, string, number or boolean."""

    text: str
    gives: str
    tests: tuple[NameTest, ...]


def read_expression(text: str) -> Expression:
    """Raises BadExpression."""
    if not text.strip():
        raise BadExpression("There is no expression.", "Type one, such as //Customer/Name.", 0)
    if len(text) > _LONGEST:
        raise BadExpression(
            f"The expression has {len(text)} characters.", f"Up to {_LONGEST} are taken.", _LONGEST
        )
    reader = _Reader(tokenize(text))
    gives = reader.expression()
    reader.expect("end")
    return Expression(text, gives, tuple(reader.tests))


class _Reader:
    def __init__(self, tokens: list[Token]) -> None:
        self.tests: list[NameTest] = []
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _take(self, kind: str) -> Token | None:
        return self._next() if self.token.kind == kind else None

    def expect(self, kind: str) -> Token:
        token = self._take(kind)
        if token is None:
            raise self._unexpected(kind)
        return token

    def _unexpected(self, wanted: str = "") -> BadExpression:
        token = self.token
        if token.kind == "end":
            before = self._tokens[self._at - 1].text if self._at else ""
            if wanted in (")", "]"):
                return BadExpression(f"{wanted} is missing at the end.", "Add it.", token.start)
            return BadExpression(
                f"Something is missing after {before}.", "Finish the expression.", token.start
            )
        if wanted in (")", "]"):
            what = f"{wanted} is missing before {token.text}."
            return BadExpression(what, "Add it.", token.start)
        what = f"{token.text} cannot stand here."
        if token.kind in (")", "]"):
            opening = "(" if token.kind == ")" else "["
            return BadExpression(what, f"There is no {opening} that it closes.", token.start)
        if token.kind == "operator":
            return BadExpression(what, "Write something before it.", token.start)
        next = "Join two parts with /, with an operator such as and, or with |."
        return BadExpression(what, next, token.start)

    def expression(self) -> str:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise BadExpression(
                f"The expression is nested deeper than {_DEEPEST} levels.", "Make it simpler.",
                self.token.start,
            )  # fmt: skip
        operators: list[str] = []
        kinds = [self._signed()]
        while self.token.kind == "operator":
            operator = self._next()
            kinds.append(self._signed())
            operators.append(operator.text)
            if operator.text == "|" and kinds[-2:] != [NODES, NODES]:
                raise BadExpression(
                    "| joins nodes alone.", "Use or between conditions.", operator.start
                )
        self._depth -= 1
        if _TRUTHS.intersection(operators):
            return BOOLEAN
        return NUMBER if any(each != "|" for each in operators) else kinds[0]

    def _signed(self) -> str:
        signed = False
        while self.token.kind == "operator" and self.token.text == "-":
            self._next()
            signed = True
        kind = self._path()
        return NUMBER if signed else kind

    def _path(self) -> str:
        kind = self.token.kind
        if kind == "/":
            self._next()
            if self.token.kind in _STEP_BEGINS:
                self._steps()
            return NODES
        if kind == "//":
            self._next()
            self._steps()
            return NODES
        if kind in _STEP_BEGINS:
            self._steps()
            return NODES
        return self._filtered()

    def _filtered(self) -> str:
        start = self.token
        gives = self._primary()
        if self.token.kind not in ("[", "/", "//"):
            return gives
        if gives != NODES:
            raise BadExpression(
                f"{self.token.text} cannot follow a {gives}.", "Only nodes have parts.",
                self.token.start if self.token.kind != "end" else start.start,
            )  # fmt: skip
        self._predicates()
        if self._take("/") or self._take("//"):
            self._steps()
        return NODES

    def _primary(self) -> str:
        token = self.token
        if self._take("literal"):
            return STRING
        if self._take("number"):
            return NUMBER
        if self._take("("):
            kind = self.expression()
            self.expect(")")
            return kind
        if token.kind == "function":
            return self._call()
        if token.kind == "variable":
            raise BadExpression(
                f"{token.text} is a variable, of which there are none.", "Write its value.",
                token.start,
            )  # fmt: skip
        raise self._unexpected()

    def _call(self) -> str:
        name = self._next()
        function = FUNCTIONS.get(name.text)
        if function is None:
            next = LATER.get(name.text)
            if next:
                what = f"{name.text}() belongs to a later XPath; XPath 1.0 is evaluated here."
                raise BadExpression(what, next, name.start)
            raise BadExpression(
                f"There is no function {name.text}().",
                "Functions are such as count(), contains() and starts-with().", name.start,
            )  # fmt: skip
        self.expect("(")
        kinds: list[str] = []
        if not self._take(")"):
            kinds.append(self.expression())
            while self._take(","):
                kinds.append(self.expression())
            self.expect(")")
        self._check_call(name, function, kinds)
        return function.gives

    @staticmethod
    def _check_call(name: Token, function: Function, kinds: list[str]) -> None:
        least, most = function.least, function.most
        if not least <= len(kinds) <= most:
            wanted = f"{least}" if least == most else f"{least} or more"
            wanted = f"{least} to {most}" if least < most <= 3 else wanted
            raise BadExpression(
                f"{name.text}() has {len(kinds)} arguments.", f"It takes {wanted}.", name.start
            )
        if function.of_nodes and kinds and kinds[0] != NODES:
            raise BadExpression(
                f"{name.text}() is of nodes, not of a {kinds[0]}.",
                f"Give it a path, as in {name.text}(//Customer).", name.start,
            )  # fmt: skip

    def _steps(self) -> None:
        self._step()
        while self._take("/") or self._take("//"):
            self._step()

    def _step(self) -> None:
        if self._take(".") or self._take(".."):
            if self.token.kind == "[":
                raise BadExpression(
                    "[ cannot follow . or .. directly.", "Write self::node()[…].", self.token.start
                )
            return
        axis = self._take("axis")
        of = "element"
        if axis:
            self.expect("::")
            of = axis.text if axis.text in ("attribute", "namespace") else of
        elif self._take("@"):
            of = "attribute"
        if self.token.kind == "name":
            test = self._next()
            prefix, _, local = test.text.rpartition(":")
            self.tests.append(NameTest(test.start, test.end, prefix, local, of))
        elif self.token.kind == "type":
            type_ = self._next()
            self.expect("(")
            if type_.text == "processing-instruction":
                self._take("literal")
            self.expect(")")
        else:
            raise self._unexpected()
        self._predicates()

    def _predicates(self) -> None:
        while self._take("["):
            self.expression()
            self.expect("]")
