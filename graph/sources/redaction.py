"""Personal data in a text, blacked out before anything else reads it.

`redact` returns text of the same length in which each character of an e-mail address, telephone
number, personal identity number, account name or person's name is "█", so that offsets stay true.
Persons are found by what stands around their names (labels, titles, "säger"), by the addresses
they give, and by common given names; each is then blacked out wherever it stands. Names of
organisations, places and projects are left: `known` gives the ranges of those that are certain.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from graph.sources import person_words as wording
from graph.sources.given_names import GIVEN_NAMES
from graph.sources.passages import MASK

Span = tuple[int, int]


# "Delprojekt och kontaktpersoner": the lines below give a body and its contact person.
_CONTACTS_TOO = re.compile(
    r"(?im)^[^\n.:]{3,50}\b(?:och|samt|/)\s*"
    r"kontakt(?:person(?:er(?:na)?)?|er|uppgifter)\s*:?[ \t]*$"
)
_DASHED = re.compile(r"(?:\s[–—-]|:)\s+$")


def redact(text: str, known: Iterable[Span] = ()) -> str:
    """`text` with the personal data blacked out; `known` are ranges of certain other names.

    >>> redact("Kontaktperson: Test Testsson, telefon 08-123 45 67")
    'Kontaktperson: ████ ████████, telefon ██████ ██ ██'
    """
    return _Redactor(text, list(known)).run()


class _Redactor:
    def __init__(self, text: str, known: list[Span]) -> None:
        self.text = text
        self.known = sorted(known)
        self.folded = fold_letters(text)
        self.masked: list[Span] = []
        self.people: set[tuple[str, ...]] = set()

    def run(self) -> str:
        self._addresses()
        self._labelled()
        self._titled()
        self._by_given_name()
        self._beside_addresses()
        self._everywhere()
        characters = list(self.text)
        for start, end in self.masked:
            for at in range(start, end):
                if not characters[at].isspace():
                    characters[at] = MASK
        return "".join(characters)

    # -- numbers and addresses ---------------------------------------------------------------

    def _addresses(self) -> None:
        locals_: set[str] = set()
        for match in wording.EMAIL.finditer(self.text):
            if "." in match["domain"] or "@" in match.group():
                self.masked.append(match.span())
                locals_.add(fold_letters(match["local"]))
        for pattern in (wording.ACCOUNT, wording.IDENTITY_NUMBER, wording.PHONE):
            self.masked.extend(match.span() for match in pattern.finditer(self.text))
        for match in wording.LABELLED_PHONE.finditer(self.text):
            self.masked.append(match.span("number"))
        if locals_:
            self._by_local_parts(locals_)

    def _by_local_parts(self, locals_: set[str]) -> None:
        """Names whose letters an e-mail address spells: asa.ek@ is Åsa Ek."""
        for match in re.finditer(rf"(?={wording.BOUNDARY}({wording.NAME_WRAPPED}))", self.text):
            words = match[1].split()
            for size in range(2, len(words) + 1):
                tokens = [_letters(word) for word in words[:size]]
                if any(_spells(tokens, local) for local in locals_):
                    self._person(match.start(1), match.start(1) + _span_of(match[1], size))
        for local in locals_:
            parts = [part for part in re.split(r"[._+-]", local) if part.isalpha()]
            if len(parts) >= 2 and not set(parts) & wording.GENERIC_LOCALS:
                self.people.add(tuple(parts))

    # -- names by what stands around them ----------------------------------------------------

    def _labelled(self) -> None:
        for label in wording.PERSON_LABEL.finditer(self.text):
            at = label.end()
            line_end = _line_end(self.text, at)
            if self.text[at:line_end].strip():
                self._people_in(at, line_end, certain=label["colon"] is not None)
                if label["colon"] is None and label["glued"] is None:
                    continue
                self._list_below(line_end)
            else:
                self._list_below(line_end)

        for heading in _CONTACTS_TOO.finditer(self.text):
            self._list_below(heading.end())

    def _list_below(self, at: int) -> None:
        """Names in the lines after a contact heading, up to the first line of other text."""
        blanks = 0
        first = True
        while at < len(self.text):
            start, end = at + 1, _line_end(self.text, at + 1)
            line = self.text[start:end].strip()
            at = end
            if not line:
                blanks += 1
                if blanks > 2:
                    return
                continue
            blanks = 0
            if len(line) > 160 or (line.endswith((".", "!")) and len(line) > 60):
                return
            if self._is_contact_detail(start, end):
                first = False
                continue
            if not self._people_in(start, end, certain=first) and not _is_role_line(line):
                return
            first = False

    def _is_contact_detail(self, start: int, end: int) -> bool:
        covered = sum(min(e, end) - max(s, start) for s, e in self.masked if s < end and e > start)
        return covered * 2 > end - start

    def _people_in(self, start: int, end: int, *, certain: bool) -> bool:
        """Whether `start..end` names a person, alone or in a list."""
        found = False
        for match in re.finditer(rf"{wording.BOUNDARY}{wording.NAME}", self.text[start:end]):
            left, right = start + match.start(), start + match.end()
            words = match.group().split()
            while len(words) > 1 and re.fullmatch(wording.TITLE, words[0], re.IGNORECASE):
                left += self.text[left:right].index(words[1], len(words[0]))
                words = words[1:]
            if len(words) < 2:
                continue
            if not self._admissible(left, right):
                continue
            given = _letters(words[0]) in GIVEN_NAMES
            before = self.text[start:left]
            alone = before.strip(" \t•*·-–") == "" or _DASHED.search(before) is not None
            if given or ((certain or found or alone) and not self._is_named(left, right)):
                self._person(left, right)
                found = True
        if not found and certain:
            lone = re.match(
                rf"\s*({wording.TOKEN}|[{wording.LOWER}]+ [{wording.LOWER}]+)\s*(?=$|[,(])",
                self.text[start:end],
            )
            if lone and self._admissible(start + lone.start(1), start + lone.end(1)):
                self._person(start + lone.start(1), start + lone.end(1))
                return True
        return found

    def _titled(self) -> None:
        name = rf"(?P<name>{wording.NAME_WRAPPED})"
        patterns = (
            rf"\b(?i:{wording.TITLE})(?:,|\s+är|\s+heter|:)?{wording.GAP}{name}",
            rf"\b{wording.VERB}{wording.GAP}(?:{wording.TITLE}{wording.GAP})?{name}",
            (
                r"(?i:\b(?:kontakta|kontakt|ring|mejla|maila|hälsningar|av|till|"
                rf"hos))[: ]{wording.GAP}?{name}(?=[^\n]{{0,40}}(?:@|\b0\d|\+46|tel\b|telefon))"
            ),
            (
                rf"{wording.BOUNDARY}{name}(?:{wording.GAP}?\((?:[A-ZÅÄÖ]{{1,3}})\))?,?{wording.GAP}(?:som\s+är\s+|är\s+|"
                rf"tf\.?\s+|biträdande\s+|vice\s+|t\.f\.\s+)*{wording.TITLE}\b"
            ),
            rf"{wording.BOUNDARY}{name}{wording.GAP}\((?:S|M|C|L|KD|MP|V|SD|FP)\)",
            rf"{wording.BOUNDARY}{name}(?:,[^.\n]{{3,60}},)?{wording.GAP}{wording.VERB}\b",
        )
        for pattern in patterns:
            for match in re.finditer(pattern, self.text):
                left, right = self._without_title(match.start("name"), match.end("name"))
                written = self.text[left:right].split()
                if len(written) < 2 or not self._admissible(left, right):
                    continue
                if _letters(written[0]) in GIVEN_NAMES or not self._is_named(left, right):
                    self._person(left, right)

    def _without_title(self, left: int, right: int) -> Span:
        words = self.text[left:right].split()
        while len(words) > 1 and re.fullmatch(wording.TITLE, words[0], re.IGNORECASE):
            left = self.text.index(words[1], left + len(words[0]))
            words = words[1:]
        return left, right

    def _by_given_name(self) -> None:
        for match in re.finditer(
            rf"(?={wording.BOUNDARY}({wording.TOKEN}{wording.GAP}{wording.PARTICLE}{{0,2}}"
            rf"{wording.TOKEN}(?:[ ]{wording.TOKEN})?))",
            self.text,
        ):
            start, written = match.start(1), match[1]
            words = written.split()
            first = _letters(words[0].split("-")[0])
            if first not in GIVEN_NAMES:
                continue
            size = len(words)
            while size > 2 and wording.BODY.search(words[size - 1]):
                size -= 1
            end = start + _span_of(written, size)
            after = self.text[end : end + 24]
            if re.match(
                r"[ \u00a0-]?(?:AB\b|HB\b|stift|fond|skola|högskol|minnes|gymnasi|s?[ ]?kommun|"
                r"institut|förening|hus\b)",
                after,
                re.IGNORECASE,
            ):
                continue
            if self._admissible(start, end):
                self._person(start, end)

    def _beside_addresses(self) -> None:
        """Given names alone, on the line of an address or a number."""
        lines = {self.text.rfind("\n", 0, start) + 1 for start, _ in self.masked}
        for start in lines:
            for word in wording.WORD.finditer(self.text, start, _line_end(self.text, start)):
                if not word.group()[0].isupper() or _letters(word.group()) not in GIVEN_NAMES:
                    continue
                if not self._is_known(*word.span()) and not self._in_name(*word.span()):
                    self.masked.append(word.span())

    def _admissible(self, start: int, end: int) -> bool:
        """Whether the words can be a person's: no word of a body, no known name around them."""
        if "\n\n" in self.text[start:end] or wording.BODY.search(self.text[start:end]):
            return False
        return not any(
            (s <= start and e >= end) or (s < end and e > end and s >= start) or (s < start < e)
            for s, e in self._known_at(start, end)
        )

    def _known_at(self, start: int, end: int) -> Iterator[Span]:
        """The known names that overlap `start..end`; they do not overlap one another."""
        at = max(bisect_right(self.known, (start, start)) - 1, 0)
        while at < len(self.known) and self.known[at][0] < end:
            if self.known[at][1] > start:
                yield self.known[at]
            at += 1

    def _is_named(self, start: int, end: int) -> bool:
        """Whether the text elsewhere uses the words as a name of something else."""
        written = re.escape(" ".join(self.text[start:end].split()))
        head = next((line for line in self.text.split("\n") if line.strip()), "")
        return bool(
            re.search(rf"(?i:projekt(?:et|en)?|metoden|modellen)\s+[”\"'»]?{written}", self.text)
            or re.search(rf"[”\"»]{written}[”\"«]", self.text)
            or re.fullmatch(rf"\W*{written}\W*", head)
        )

    def _person(self, start: int, end: int) -> None:
        words = [_letters(word) for word in self.text[start:end].split()]
        self.masked.append((start, end))
        person = tuple(word for word in words if word)
        self.people.add(person)
        if len(person) > 1 and person[-1].endswith("s"):
            self.people.add((*person[:-1], person[-1][:-1]))

    # -- and wherever else they stand --------------------------------------------------------

    def _everywhere(self) -> None:
        singles: set[str] = set()
        for person in self.people:
            if len(person) < 2:
                continue
            parts = [r"[-’']?".join(word) for word in person]
            initial = rf"{person[0][0]}\.?"
            for ordered in (
                parts,
                [*parts[1:], parts[0]],
                [parts[0], parts[-1]],
                [initial, parts[-1]],
            ):
                pattern = r"[\W_]{1,3}".join(ordered)
                for match in re.finditer(
                    rf"(?<![^\W_]){pattern}(?:[’']?s)?(?![^\W_])", self.folded
                ):
                    if not self._is_known(match.start(), match.end()):
                        self.masked.append(match.span())
            singles.update((person[0], person[-1]))
        for word in singles:
            if len(word) < 3:
                continue
            letters = r"[-’']?".join(word)
            for match in re.finditer(
                rf"(?<![^\W_])(?<!\w-){letters}s?(?![^\W_])(?!-\w)", self.folded
            ):
                written = self.text[match.start() : match.end()]
                if (
                    written[0].isupper()
                    and not self._is_known(*match.span())
                    and not self._in_name(*match.span())
                ):
                    self.masked.append(match.span())

    def _is_known(self, start: int, end: int) -> bool:
        return any(s <= start and e >= end - 1 for s, e in self._known_at(start, end))

    def _in_name(self, start: int, end: int) -> bool:
        """Whether one word of a person's name is part of a body's or place's name here."""
        after = self.text[end : end + 24]
        before = self.text[max(0, start - 24) : start]
        return bool(
            re.match(
                r"[ \u00a0](?:kommun|stad|län|församling|AB\b|HB\b|folkhögskola|stift)",
                after,
                re.IGNORECASE,
            )
            or re.search(
                r"(?i:\b(?:region|projekt(?:et|en)?|kommunerna|stiftelsen|föreningen|i|"
                r"förbundet))[ \u00a0][”\"]?$",
                before,
            )
            or (
                re.search(rf"[{wording.UPPER}][{wording.LOWER}]+,[ ]$", before)
                and re.match(rf"(?:,[ ]|[ ]och[ ])[{wording.UPPER}]", after)
            )
        )


def fold_letters(text: str) -> str:
    """`text` in lower case without diacritics, character by character: the length is kept."""
    return "".join(_fold_letter(character) for character in text)


@cache
def _fold_letter(character: str) -> str:
    if character.isascii():
        return character.lower()
    special = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "æ": "a", "Æ": "a", "ß": "s"}
    if character in special:
        return special[character]
    base = unicodedata.normalize("NFD", character)[0]
    lower = base.lower()
    return lower if len(lower) == 1 else character


def _letters(word: str) -> str:
    return "".join(character for character in fold_letters(word) if character.isalpha())


def _spells(tokens: list[str], local: str) -> bool:
    if local in wording.GENERIC_LOCALS:
        return False
    parts = [_letters(part) for part in re.split(r"[._+]", local)]
    parts = [part for part in parts if part]
    ends = [tokens[0], tokens[-1]]
    if len(parts) >= 2:
        if parts in (tokens, tokens[::-1], ends, ends[::-1]):
            return True
        first, last = parts[0], parts[-1]
        return (len(last) == 1 and first == ends[0] and ends[1].startswith(last)) or (
            len(first) == 1 and last == ends[1] and ends[0].startswith(first)
        )
    joined = _letters(local)
    if len(joined) < 5:
        return False
    return joined in (
        "".join(tokens),
        "".join(ends),
        ends[1] + ends[0],
        ends[0][0] + ends[1],
        ends[0] + ends[1][0],
    )


def _span_of(written: str, words: int) -> int:
    """Length of the first `words` words of `written`, with the white space between them."""
    found = list(re.finditer(r"\S+", written))
    return found[words - 1].end()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _is_role_line(line: str) -> bool:
    return re.search(rf"\b{wording.TITLE}\b", line, re.IGNORECASE) is not None and len(line) < 80


def names_in(text: str) -> Iterator[str]:
    """Every piece of `text` that redaction blacks out, for checks that nothing of it is left."""
    hidden = redact(text)
    for match in re.finditer(rf"{MASK}+(?:\s{MASK}+)*", hidden):
        yield text[match.start() : match.end()]
