"""Personal data in a text, blacked out before anything else reads it.

`redact` returns text of the same length in which each character of an e-mail address, telephone
number, personal identity number, account name or person's name is "█", so that offsets stay true.
Persons are found by what stands around their names (labels, titles, "säger"), by the addresses
they give, and by common given names; each is then blacked out wherever it stands. Names of
organisations, places and projects are left: `known` gives the ranges of those that are certain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator

from graph.sources import person_words as wording
from graph.sources.addresses import addresses, line_end
from graph.sources.folded_words import FoldedWords, Span, fold_letters, letters_of
from graph.sources.given_names import GIVEN_NAMES
from graph.sources.labels import PATTERN
from graph.sources.no_persons import is_no_person, without_heading
from graph.sources.passages import MASK
from graph.sources.quick_patterns import quick
from graph.sources.screening import promised
from graph.sources.spelled_names import span_of, spells

# "Delprojekt och kontaktpersoner": the lines below give a body and its contact person.
_CONTACTS_TOO = quick(
    r"(?im)^[^\n.:]{3,50}\b(?:och|samt|/)\s*"
    r"kontakt(?:person(?:er(?:na)?)?|er|uppgifter)\s*:?[ \t]*$"
)
# Words that say that what follows is the name of something else than a person.
_NAMING = re.compile(r"(?:projekt(?:et|en)?|metoden|modellen)\s+[”\"'»]?\Z", re.IGNORECASE)
# What is said of a project and of no person, after its name or on the line below it.
_SAID_OF_PROJECT = re.compile(
    r"(?:-projektet\b| är (?:ett|en) (?:[\w-]+ ){0,3}?(?:[\w-]*projekt|satsning|förstudie)\b)"
)
_LABEL_OF_PROJECT = re.compile(
    r"\n[ \t]*(?:Projektägare|Projektnummer|Projektperiod|Projekttid|Stödmottagare|Beviljat|"
    r"Diarienummer|Ägare|Period)\b"
)
_OPENING_QUOTES = frozenset('”"»')
_CLOSING_QUOTES = frozenset('”"«')
_WORD_LETTER = re.compile(r"\w")
_WORD_OF_NAME = re.compile(r"\S+")
_PROSE = 120  # characters that a line of prose has at least
_MENU = 12  # entries of a menu above a title at most
_ENTRY = 40  # characters of one
_NEAR_CONTACT = 200  # characters in which an address stands of whom to contact
_LONG_CONTACT = 16  # characters before a name in which a word that asks for contact stands
_LONG_WORD = 80  # characters before a name in which the word that tells of it begins
_VISIBLE = re.compile(r"\S")
_BROKEN_OFF = ("som", "är", "tf", "tf.", "t.f.", "biträdande", "vice")
_AFTER_NAME = sum(pattern.bit for pattern in wording.AFTER_NAME)
# Words that head a part of a page: "Projektbeskrivning", "Nyheter"
_NOUN = re.compile(
    r"(?:ning|ningar|tion|tioner|heter|het|sida|sidan|kalender|oss|dokument)$", re.IGNORECASE
)
_DASHED = re.compile(r"(?:\s[–—-]|:)\s+$")


def _no_place(_: str) -> bool:
    return False


def redact(
    text: str, known: Iterable[Span] = (), is_place: Callable[[str], bool] = _no_place
) -> str:
    """`text` with the personal data blacked out.

    `known` are ranges of certain other names, `is_place` tells the names of municipalities.

    >>> redact("Kontaktperson: Test Testsson, telefon 08-123 45 67")
    'Kontaktperson: ████ ████████, telefon ██████ ██ ██'
    """
    return _Redactor(text, list(known), is_place).run()


class _Redactor:
    def __init__(self, text: str, known: list[Span], is_place: Callable[[str], bool]) -> None:
        self.text = text
        self.is_place = is_place
        self.known = sorted(known)
        self.folded = fold_letters(text)
        self.lines = text.split("\n")
        self.head = next((line for line in self.lines if line.strip()), "")
        self._names_by_start = {
            found.start(): name
            for found in wording.NAME_START.finditer(text)
            if (name := _name_at(text, found.start())) is not None
        }
        self.masked: list[Span] = []
        self._covered: dict[int, int] = {}  # how much is masked of the lines that begin there
        self._listed: set[tuple[int, bool]] = set()  # lines that `_list_below` has read
        self._named: dict[str, bool] = {}  # what `_is_named` has found
        self._counted = 0  # of the ranges masked, those that are counted in it
        self.people: set[tuple[str, ...]] = set()

    def run(self) -> str:
        self._addresses()
        self._labelled()
        self._titled()
        self._by_given_name()
        self._beside_addresses()
        self._everywhere()
        kept: list[str] = []
        at = 0
        for start, end in sorted(self.masked):
            if end > at:
                kept += self.text[at:start], _VISIBLE.sub(MASK, self.text[max(at, start) : end])
                at = end
        return "".join((*kept, self.text[at:]))

    # -- numbers and addresses ---------------------------------------------------------------

    def _addresses(self) -> None:
        self.masked, local_parts = addresses(self.text, self._is_named)
        if local_parts:
            self._by_local_parts(local_parts)

    def _by_local_parts(self, locals_: set[str]) -> None:
        """Names whose letters an e-mail address spells: asa.ek@ is Åsa Ek."""
        for start, match in self._names_by_start.items():
            words = match.group().split()
            for size in range(2, len(words) + 1):
                tokens = [letters_of(word) for word in words[:size]]
                if not any(spells(tokens, local) for local in locals_):
                    continue
                end = start + span_of(match.group(), size)
                if self._admissible(start, end):
                    self._person(start, end)
        for local in locals_:
            parts = [part for part in re.split(r"[._+-]", local) if part.isalpha()]
            if len(parts) >= 2 and not set(parts) & wording.GENERIC_LOCALS:
                self.people.add(tuple(parts))

    # -- names by what stands around them ----------------------------------------------------

    def _labelled(self) -> None:
        for label in self._person_labels():
            at = label.end()
            end = line_end(self.text, at)
            if self.text[at:end].strip():
                named = self._people_in(at, end, certain=label["colon"] is not None)
                if label["colon"] is None and label["glued"] is None:
                    continue
                answered = any(at <= start < end for start, _ in self.masked)
                self._list_below(end, named=named, answered=answered)
                continue
            if not self._ends_menu(label.start(), end):
                self._list_below(end)
        if "kontakt" in self.folded:
            for heading in _CONTACTS_TOO.finditer(self.text):
                self._list_below(heading.end())

    def _ends_menu(self, start: int, end: int) -> bool:
        """Whether "Kontakt" is the last entry of a menu at the head of a page, the title below it.

        The entries stand a line each, and neither an address nor a number is near below.
        """
        if start > _MENU * (_ENTRY + 1) or self.text[end : end + 2] != "\n\n":
            return False
        entries = self.text[:start].rstrip().splitlines()
        if not 1 < len(entries) <= _MENU:
            return False
        if any(
            not entry or len(entry) > _ENTRY or entry.rstrip().endswith((".", ":"))
            for entry in entries
        ):
            return False
        return not any(end < left < end + _NEAR_CONTACT for left, _ in self.masked)

    def _person_labels(self) -> Iterator[re.Match[str]]:
        """The labels that lines begin with after which a value is a person."""
        start = 0
        for line in self.lines:
            if line and (label := wording.PERSON_LABEL.match(self.text, start)):
                yield label
            start += len(line) + 1

    def _list_below(self, at: int, *, named: bool = False, answered: bool = False) -> None:
        """Names in the lines after a contact heading, up to the first line of other text.

        Where the heading's own line has named a person, that is a heading over a paragraph too;
        where it is `answered` by a person, an address or a number, what stands over the fields of a
        project is its name.
        """
        blanks = 0
        first = True
        while at < len(self.text):
            start, end = at + 1, line_end(self.text, at + 1)
            line = self.text[start:end].strip()
            at = end
            if not line:
                blanks += 1
                if blanks > 2:
                    return
                continue
            if named and blanks and self._heads_paragraph(end):
                return
            if answered and _LABEL_OF_PROJECT.match(self.text, end) and not _has_given_name(line):
                return
            blanks = 0
            if len(line) > 160 or (line.endswith((".", "!")) and len(line) > 60):
                return
            if not first:
                if (start, named) in self._listed:
                    return  # from here on a list has been read that began above
                self._listed.add((start, named))
            if self._is_contact_detail(start, end):
                first, answered = False, True
                continue
            if not self._people_in(start, end, certain=first) and not _is_role_line(line):
                return
            first = False

    def _heads_paragraph(self, end: int) -> bool:
        """Whether the line that ends at `end` has a paragraph of prose right below it."""
        below = self.text[end + 1 : line_end(self.text, end + 1)].strip()
        return len(below) > _PROSE and below.endswith((".", "!"))

    def _is_contact_detail(self, start: int, end: int) -> bool:
        for left, right in self.masked[self._counted :]:
            while left < right:
                line = line_end(self.text, left)
                head = self.text.rfind("\n", 0, left) + 1
                self._covered[head] = self._covered.get(head, 0) + min(right, line) - left
                left = line + 1
        self._counted = len(self.masked)
        return self._covered.get(start, 0) * 2 > end - start

    def _people_in(self, start: int, end: int, *, certain: bool) -> bool:
        """Whether `start..end` names a person, alone or in a list."""
        found = False
        for match in wording.NAME_IN_LINE.finditer(self.text[start:end]):
            left, right = start + match.start(), start + match.end()
            words = match.group().split()
            while len(words) > 1 and wording.is_title(words[0]):
                left += self.text[left:right].index(words[1], len(words[0]))
                words = words[1:]
            if len(words) < 2:
                continue
            if not self._admissible(left, right):
                continue
            given = letters_of(words[0]) in GIVEN_NAMES
            near = max(start, left - _LONG_WORD)
            before = self.text[near:left]
            first = near == start and before.strip(" \t•*·-–") == ""
            alone = first or _DASHED.search(before) is not None
            if given or ((certain or found or alone) and not self._is_named(left, right)):
                self._person(left, right)
                found = True
        if not found and certain:
            lone = wording.LONE_NAME.match(self.text[start:end])
            left, right = (start + at for at in lone.span(1)) if lone else (start, start)
            if lone and self._admissible(left, right) and not self._is_heading(left, right):
                self._person(left, right)
                return True
        return found

    def _is_heading(self, start: int, end: int) -> bool:
        """Whether a word that stands alone is no given name, but a noun or named elsewhere."""
        word = self.text[start:end]
        if letters_of(word.split()[0]) in GIVEN_NAMES:
            return False
        return _NOUN.search(word) is not None or self._is_named(start, end)

    def _titled(self) -> None:
        for left, right in (*self._called(), *self._called_after()):
            left, right = self._after_title(*self._without_title(left, right))
            left = without_heading(self.text, self._without_place(left, right), right)
            written = self.text[left:right].split()
            if len(written) < 2 or not self._admissible(left, right):
                continue
            if letters_of(written[0]) in GIVEN_NAMES or not self._is_named(left, right):
                self._person(left, right)

    def _called(self) -> Iterator[Span]:
        """Names after a title, a verb of saying, or a word that asks to make contact."""
        after_title = after_verb = 0
        for start, name in self._names_by_start.items():
            match = wording.BEFORE_NAME.search(self.text, self._two_words_before(start), start)
            if match is None:
                continue
            if match.start() >= after_title and wording.is_title(match["word"]):
                yield name.span()
                after_title = name.end()
            verb = match["joint"] is None and match["word"] in wording.VERBS
            if verb and match.start() >= after_verb:
                yield name.span()
                after_verb = name.end()
        end = 0
        for start in self._names_by_start:
            if start < end or not wording.CONTACT_BEFORE_NAME.search(
                self.text, max(0, start - _LONG_CONTACT), start
            ):
                continue
            if contact := wording.CONTACT_NAME.match(self.text, start):
                yield contact.span()
                end = contact.end()

    def _two_words_before(self, at: int) -> int:
        """Where the two words before `at` begin, or as much of them as is looked at."""
        first = max(0, at - _LONG_WORD)
        before = self.text[first:at].rsplit(None, 2)
        return first + len(before[0]) if len(before) > 2 else first

    def _called_after(self) -> Iterator[Span]:
        """Names before a title, the letters of a party or a verb of saying."""
        # a name goes over one line break, never over a blank line
        likely: dict[int, int] = {}
        first = last = -1  # the paragraph of the names before
        for start in self._names_by_start:
            if start >= last:
                first, last = start, self._paragraph_end(start)
            likely[start] = promised(self.text, first, last, _AFTER_NAME)
        for pattern in wording.AFTER_NAME:
            end = 0
            for start, patterns in likely.items():
                if start < end or not patterns & pattern.bit:
                    continue
                if match := pattern.pattern.match(self.text, start):
                    yield match.span("name")
                    end = match.end()

    def _paragraph_end(self, at: int) -> int:
        """Where the paragraph that `at` stands in ends; one that breaks off goes on below."""
        end = at
        while (end := self.text.find("\n\n", end + 1)) >= 0:
            if not self.text[max(at, end - 20) : end].rstrip().endswith(_BROKEN_OFF):
                return end
        return len(self.text)

    def _without_title(self, left: int, right: int) -> Span:
        words = self.text[left:right].split()
        while len(words) > 1 and wording.is_title(words[0]):
            left = self.text.index(words[1], left + len(words[0]))
            words = words[1:]
        return left, right

    def _without_place(self, left: int, right: int) -> int:
        """Where a name begins that a place stands right before: "rektor i Mora Test Testsson"."""
        words = list(_WORD_OF_NAME.finditer(self.text, left, right))
        if len(words) < 3 or not self.text[:left].endswith((" i ", " från ", "\ni ")):
            return left
        return words[1].start() if letters_of(words[1].group()) in GIVEN_NAMES else left

    def _after_title(self, left: int, right: int) -> Span:
        """The name after a title within a run of capitals: "Exempelkammarens VD Test Testsson"."""
        for word in reversed(list(_WORD_OF_NAME.finditer(self.text, left, right))):
            if word.start() > left and wording.is_title(word.group()):
                begin = _VISIBLE.search(self.text, word.end())
                name = self._names_by_start.get(begin.start()) if begin else None
                return name.span() if name is not None else (left, right)
        return left, right

    def _by_given_name(self) -> None:
        for start in self._names_by_start:
            match = wording.GIVEN_AND_SURNAME.match(self.text, start)
            if match is None:
                continue
            written = match.group()
            words = written.split()
            first = letters_of(words[0].split("-")[0])
            if first not in GIVEN_NAMES:
                continue
            if self._heads_fields(start, match.end()):
                continue  # "KLARA STEG", a project
            capitals = words[0].isupper() and not words[1].isupper()
            if capitals and len(words[0]) > 1:
                continue  # "MIA Exempelstad", of a project "MIA"
            size = len(words)
            wrapped = written.rfind("\n")
            if wrapped >= 0 and _is_label(self.text, start + wrapped + 1, match.end()):
                size = len(written[:wrapped].split())  # the last line is a label
            while size > 2 and wording.BODY.search(words[size - 1]):
                size -= 1
            end = start + span_of(written, size)
            if not wording.BODY_AFTER_NAME.match(self.text, end) and self._admissible(start, end):
                self._person(start, end)

    def _heads_fields(self, start: int, end: int) -> bool:
        """Whether words stand alone, as a heading over fields that only projects have."""
        above = self.text[:start].rstrip(" \t")
        if _LABEL_OF_PROJECT.match(self.text, end) is None or not above.endswith("\n\n"):
            return False
        last = above.rstrip()
        line = last[last.rfind("\n") + 1 :]
        return wording.PERSON_LABEL.match(line) is None and not _is_role_line(line)

    def _beside_addresses(self) -> None:
        """Given names alone, on the line of an address or a number."""
        lines = {self.text.rfind("\n", 0, start) + 1 for start, _ in self.masked}
        for start in lines:
            for word in wording.WORD.finditer(self.text, start, line_end(self.text, start)):
                if not word.group()[0].isupper() or letters_of(word.group()) not in GIVEN_NAMES:
                    continue
                if not self._is_known(*word.span()) and not self._in_name(*word.span()):
                    self.masked.append(word.span())

    def _admissible(self, start: int, end: int) -> bool:
        """Whether the words can be a person's: no word of a body, no known name around them."""
        if "\n\n" in self.text[start:end] or wording.BODY.search(self.text[start:end]):
            return False
        if is_no_person(self.text, start, end, self.is_place):
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
        written = " ".join(self.text[start:end].split())
        if written not in self._named:
            self._named[written] = self._names_other(written)
        return self._named[written]

    def _names_other(self, written: str) -> bool:
        """Whether the text uses `written` as a name of something that is no person."""
        lead, found, tail = self.head.partition(written)
        if found and not _WORD_LETTER.search(lead) and not _WORD_LETTER.search(tail):
            return True
        at = self.text.find(written)
        while at >= 0:
            after = self.text[at + len(written) : at + len(written) + 1]
            if self.text[max(at - 1, 0) : at] in _OPENING_QUOTES and after in _CLOSING_QUOTES:
                return True
            if _NAMING.search(self.text, max(0, at - 40), at):
                return True
            if _SAID_OF_PROJECT.match(self.text, at + len(written)):
                return True
            at = self.text.find(written, at + 1)
        return False

    def _person(self, start: int, end: int) -> None:
        words = [letters_of(word) for word in self.text[start:end].split()]
        self.masked.append((start, end))
        person = tuple(word for word in words if word)
        self.people.add(person)
        if len(person) > 1 and person[-1].endswith("s") and len(person[-1]) > 1:
            self.people.add((*person[:-1], person[-1][:-1]))

    # -- and wherever else they stand --------------------------------------------------------

    def _everywhere(self) -> None:
        full = [person for person in self.people if len(person) > 1]
        words = FoldedWords(self.folded, {word for person in full for word in person})
        for person in full:
            first, *others = person
            for ordered in ([first, *others], [*others, first], [first, others[-1]]):
                self._mask_unless_known(words.in_sequence(ordered))
            self._mask_unless_known(words.after_initial(first[0], others[-1]))
        for word in {word for person in full for word in (person[0], person[-1])}:
            if len(word) < 3:
                continue
            for start, end in words.alone(word):
                if self.text[start].isupper() and not self._in_name(start, end):
                    self._mask_unless_known([(start, end)])

    def _mask_unless_known(self, spans: Iterable[Span]) -> None:
        self.masked.extend(span for span in spans if not self._is_known(*span))

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


def _name_at(text: str, at: int) -> re.Match[str] | None:
    """What may be a person's name at `at`, without a label that the next line begins with."""
    name = wording.NAME_HERE.match(text, at)
    wrapped = -1 if name is None else text.rfind("\n", at, name.end())
    if name is None or wrapped < 0:
        return name
    label = PATTERN.fullmatch(text, wrapped + 1, name.end())
    if label is None and not _is_label(text, wrapped + 1, name.end()):
        return name
    return wording.NAME_HERE.match(text, at, wrapped)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether the words `start..end` are a label, or begin one: "Koordinerande organisation:"."""
    if text[end : end + 1] == ":":
        return True
    label = PATTERN.match(text, start)
    return label is not None and label.end() > end and text[label.end() : label.end() + 1] == ":"


def _has_given_name(line: str) -> bool:
    """Whether a line has a common given name, as a person's may have and a project's not."""
    return any(letters_of(word) in GIVEN_NAMES for word in line.replace("-", " ").split())


def _is_role_line(line: str) -> bool:
    return len(line) < 80 and wording.TITLE_WITHIN.search(line) is not None
