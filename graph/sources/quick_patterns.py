"""Patterns written anew so that `re` tries fewer alternatives: what they match is the same.

`re` tries the alternatives of a pattern one by one, and where case is ignored it does not see
from their first letters which of them cannot match. `quick` puts those together that begin with
the same letter, and writes that letter as a set of both its cases, which `re` looks at before it
tries an alternative.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from graph.sources.needed_words import syntax

Part = tuple[Any, Any]  # of a pattern, as `syntax` has it: its kind, and what that kind has

_ANY_CASE = re.IGNORECASE.value
_MANY = 3  # alternatives of which sets of letters leave some out
_GROUPED = 1 << 20  # beside the flags of `re`: the pattern has groups
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzåäöéü")
_ODD_CASES = "\u017f\u212a\u212b\u0130\u0131"  # ſ, the signs of kelvin and ångström, İ, ı
_ANCHORS = {
    syntax.AT_BEGINNING: "^",
    syntax.AT_END: "$",
    syntax.AT_BOUNDARY: r"\b",
    syntax.AT_NON_BOUNDARY: r"\B",
    syntax.AT_BEGINNING_STRING: r"\A",
    syntax.AT_END_STRING: r"\Z",
}
_CATEGORIES = {
    syntax.CATEGORY_DIGIT: r"\d",
    syntax.CATEGORY_NOT_DIGIT: r"\D",
    syntax.CATEGORY_SPACE: r"\s",
    syntax.CATEGORY_NOT_SPACE: r"\S",
    syntax.CATEGORY_WORD: r"\w",
    syntax.CATEGORY_NOT_WORD: r"\W",
}
_GREED = {syntax.MAX_REPEAT: "", syntax.MIN_REPEAT: "?", syntax.POSSESSIVE_REPEAT: "+"}
_SIGNS = {ord(sign): re.escape(sign) for sign in r".^$*+?{}[]\|()#&~-" + "\t\n\r\v\f "}
_IN_SETS = r"\]^-[&~|"  # signs that a set has with a backslash
_TIMES = {(0, 1): "?", (0, syntax.MAXREPEAT): "*", (1, syntax.MAXREPEAT): "+"}
_ENDLESS = str(syntax.MAXREPEAT)
_SINGLE = frozenset({syntax.LITERAL, syntax.NOT_LITERAL, syntax.ANY, syntax.IN})
_FLAGS = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s", re.VERBOSE: "x"}
_LOOKS = {
    (syntax.ASSERT, 1): "(?=",
    (syntax.ASSERT, -1): "(?<=",
    (syntax.ASSERT_NOT, 1): "(?!",
    (syntax.ASSERT_NOT, -1): "(?<!",
}


def quick(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """`pattern` compiled as by `re.compile`, but for what its `pattern` reads.

    >>> quick("(?:stöd|ESF|stad)s?", re.IGNORECASE).fullmatch("ESFs").group()
    'ESFs'
    """
    tree = syntax.parse(pattern, flags)
    state = tree.state
    try:
        grouped = _GROUPED if state.groups > 1 else 0
        written = _written(_quickened(tree.data, state.flags | grouped), state)
    except KeyError:  # a kind of part that no pattern here had when this was written
        return re.compile(pattern, flags)
    made = re.compile(written, state.flags)
    return made if made.groupindex == state.groupdict else re.compile(pattern, flags)


def beginning(pattern: str, flags: int | re.RegexFlag = 0) -> re.Pattern[str]:
    """A pattern for the first character alone of each match of `pattern`.

    For asking whether a text has a match, or where: `re` passes over all characters that begin
    none in one go. A `ValueError` where a match may be empty, or begin with any character.

    >>> beginning(r"\\b(?:två|tre)\\b", re.IGNORECASE).search("treor, Tre").span()
    (7, 8)
    """
    signs, empty = _first_signs(syntax.parse(pattern, flags), int(flags))
    if empty:
        raise ValueError(f"A match of {pattern!r} may be empty, so that it has no first character.")
    return quick(f"(?-i:[{''.join(sorted(signs))}])(?<=(?=(?:{pattern}))(?s:.))", flags)


def _first_signs(parts: Iterable[Part], flags: int) -> tuple[set[str], bool]:
    """What the parts may begin with, as written in a set, and whether they may be empty."""
    signs: set[str] = set()
    for kind, value in parts:
        empty = False
        if kind in (syntax.AT, syntax.ASSERT, syntax.ASSERT_NOT):
            continue
        if kind is syntax.LITERAL:
            signs |= _signs_of(value, value, flags)
        elif kind is syntax.IN and value[0][0] is not syntax.NEGATE:
            for each, of in value:
                if each is syntax.CATEGORY:
                    signs.add(_CATEGORIES[of])
                else:
                    first, last = of if each is syntax.RANGE else (of, of)
                    signs |= _signs_of(first, last, flags)
        elif kind is syntax.BRANCH:
            ways = [_first_signs(each, flags) for each in value[1]]
            signs, empty = signs.union(*(way[0] for way in ways)), any(way[1] for way in ways)
        elif kind is syntax.SUBPATTERN:
            within, empty = _first_signs(value[3], (flags | value[1]) & ~value[2])
            signs |= within
        elif kind in _GREED:
            within, empty = _first_signs(value[2], flags)
            signs, empty = signs | within, empty or value[0] == 0
        else:
            raise ValueError(f"A match may begin with any character: {kind}.")
        if not empty:
            return signs, False
    return signs, True


def _signs_of(first: int, last: int, flags: int) -> set[str]:
    """The characters of a range as written in a set, each in both cases where case is ignored."""
    signs = [chr(code) for code in range(first, last + 1)]
    if flags & _ANY_CASE:
        signs = [case for sign in signs for case in _cases(sign.lower())]
    return {f"\\{sign}" if sign in _IN_SETS else sign for sign in signs}


def _quickened(parts: Iterable[Part], flags: int) -> list[Part]:
    """The parts with alternatives by their first letters."""
    made: list[Part] = []
    for kind, value in parts:
        if kind is syntax.BRANCH:
            alternatives = [_quickened(each, flags) for each in value[1]]
            value = (None, _by_first_letter(alternatives, flags))
        elif kind is syntax.SUBPATTERN:
            group, added, dropped, within = value
            value = (group, added, dropped, _quickened(within, (flags | added) & ~dropped))
        elif kind in _GREED:
            value = (*value[:2], _quickened(value[2], flags))
        elif kind is syntax.ATOMIC_GROUP:
            value = _quickened(value, flags)
        elif kind in (syntax.ASSERT, syntax.ASSERT_NOT):
            value = (value[0], _quickened(value[1], flags))
        made.append((kind, value))
    return made


def _by_first_letter(alternatives: list[list[Part]], flags: int) -> list[list[Part]]:
    """Alternatives that begin with the same letter as one, where none with a group is moved."""
    made: list[list[Part]] = []
    run: dict[str, list[list[Part]]] = {}  # alternatives side by side that begin with letters
    for alternative in (*alternatives, None):
        letter = _first_letter(alternative, flags) if alternative else ""
        if alternative and letter and not (flags & _GROUPED and _has_group(alternative)):
            run.setdefault(letter, []).append(alternative[1:])
            continue
        for first, rests in run.items():
            head = _cases_of(first, flags) if len(alternatives) >= _MANY else _letter(first)
            together = _by_first_letter(rests, flags) if len(rests) > 1 else rests
            rest = together[0] if len(together) == 1 else [(syntax.BRANCH, (None, together))]
            made.append([head, *rest])
        run = {}
        if alternative is not None:
            made.append(alternative)
    return made


def _first_letter(parts: list[Part], flags: int) -> str:
    """The letter that the parts begin with, in small where case is ignored; else nothing."""
    if not parts or parts[0][0] is not syntax.LITERAL:
        return ""
    letter = chr(parts[0][1])
    return letter.lower() if flags & _ANY_CASE and letter.lower() in _LETTERS else letter


def _cases_of(letter: str, flags: int) -> Part:
    """A part that is a letter, in both cases where case is ignored."""
    if not (flags & _ANY_CASE and letter in _LETTERS):
        return _letter(letter)
    cases = [_letter(case) for case in _cases(letter)]
    return (syntax.SUBPATTERN, (None, 0, _ANY_CASE, [(syntax.IN, cases)]))


def _letter(letter: str) -> Part:
    return (syntax.LITERAL, ord(letter))


@cache
def _cases(letter: str) -> str:
    """The letters that `re.IGNORECASE` takes for one."""
    odd = (c for c in _ODD_CASES if re.fullmatch(re.escape(letter), c, re.IGNORECASE))
    return "".join((letter, letter.upper(), *odd))


def _has_group(parts: Iterable[Part]) -> bool:
    return any(kind is syntax.SUBPATTERN and value[0] is not None for kind, value in _all(parts))


def _all(parts: Iterable[Part]) -> Iterator[Part]:
    """All parts with those within them."""
    for kind, value in parts:
        yield kind, value
        if kind is syntax.BRANCH:
            for alternative in value[1]:
                yield from _all(alternative)
        elif kind is syntax.SUBPATTERN:
            yield from _all(value[3])
        elif kind in _GREED:
            yield from _all(value[2])
        elif kind is syntax.ATOMIC_GROUP:
            yield from _all(value)
        elif kind in (syntax.ASSERT, syntax.ASSERT_NOT):
            yield from _all(value[1])


def _written(parts: Iterable[Part], state: Any) -> str:
    """The pattern that parts are read from; a `KeyError` where a part is of another kind."""
    names = {number: name for name, number in state.groupdict.items()}

    def item(part: Part) -> str:
        kind, value = part
        if kind is syntax.RANGE:
            return f"{_in_set(value[0])}-{_in_set(value[1])}"
        return _CATEGORIES[value] if kind is syntax.CATEGORY else _in_set(value)

    def sequence(parts: Iterable[Part]) -> str:
        return "".join(map(one, parts))

    def one(part: Part) -> str:
        kind, value = part
        if kind is syntax.LITERAL:
            return _SIGNS.get(value) or chr(value)
        if kind is syntax.NOT_LITERAL:
            return f"[^{_in_set(value)}]"
        if kind is syntax.ANY:
            return "."
        if kind is syntax.AT:
            return _ANCHORS[value]
        if kind is syntax.IN:
            if len(value) == 1 and value[0][0] is syntax.CATEGORY:
                return item(value[0])
            negated = value[0][0] is syntax.NEGATE
            return f"[{'^' * negated}{''.join(map(item, value[negated:]))}]"
        if kind is syntax.BRANCH:
            return f"(?:{'|'.join(map(sequence, value[1]))})"
        if kind is syntax.ATOMIC_GROUP:
            return f"(?>{sequence(value)})"
        if kind in _GREED:
            least, most, repeated = value
            written = sequence(repeated)
            if len(repeated) > 1 or repeated[0][0] not in _SINGLE:
                written = f"(?:{written})"
            times = _TIMES.get((least, most)) or f"{{{least},{most}}}"
            return f"{written}{times.replace(_ENDLESS, '')}{_GREED[kind]}"
        if kind is syntax.SUBPATTERN:
            group, added, dropped, within = value
            if group is not None:
                opening = f"?P<{names[group]}>" if group in names else ""
            else:
                dropped_letters = _letters_of(dropped)
                opening = f"?{_letters_of(added)}{'-' * bool(dropped)}{dropped_letters}:"
            return f"({opening}{sequence(within)})"
        if kind not in (syntax.ASSERT, syntax.ASSERT_NOT):
            raise KeyError(kind)
        return f"{_LOOKS[kind, value[0]]}{sequence(value[1])})"

    return sequence(parts)


def _in_set(code: int) -> str:
    character = chr(code)
    return f"\\{character}" if character in _IN_SETS else character


def _letters_of(flags: int) -> str:
    return "".join(letter for flag, letter in _FLAGS.items() if flags & flag)
