"""Search of organisations by name: near names are found, and short ones are no parts of words."""

import unicodedata

import pytest

from search.names import NameIndex

NAMES = NameIndex(
    [
        ("karolinska-institutet", ("Karolinska Institutet", "KI")),
        ("ystads-kommun", ("Ystads kommun",)),
        ("organisation-lo", ("Landsorganisationen", "LO")),
        ("samordningsforbundet-oster", ("Samordningsförbundet Öster",)),
    ]
)


def keys(text: str) -> list[str]:
    return [hit.key for hit in NAMES.find(text, 10)]


@pytest.mark.parametrize("text", ["psykisk ohälsa", "skola", "Kilsbergen", "loge"])
def test_a_short_name_is_no_part_of_a_word(text: str) -> None:
    assert not {"karolinska-institutet", "organisation-lo"} & set(keys(text))


@pytest.mark.parametrize("text", ["KI", "ki", "projekt med KI", "KI:s"])
def test_a_short_name_is_found_as_a_word(text: str) -> None:
    assert keys(text)[0] == "karolinska-institutet"


@pytest.mark.parametrize("text", ["Ystad kommun", "YSTADS KOMMUN", "ystads komun"])
def test_a_name_spelt_nearly_so_is_found(text: str) -> None:
    assert keys(text)[0] == "ystads-kommun"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_letters_are_the_same(form: str) -> None:
    text = unicodedata.normalize(form, "samordningsförbundet öster")  # type: ignore[arg-type]
    assert keys(text) == ["samordningsforbundet-oster"]
