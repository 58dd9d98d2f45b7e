"""The compiler of translations: what gettext reads is what the .po file says."""

import gettext
import io
import os

import polib
import pytest

from portal_tools import catalogues
from portal_tools.common import Fault

HEADER = r"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\n"

"""


def compiled(text: str) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(catalogues.mo_bytes(catalogues.parse(HEADER + text))))


def test_a_message_and_one_that_is_missing():
    translations = compiled('#: core/views.py:1\nmsgid "Search"\nmsgstr "Издөө"\n')
    assert translations.gettext("Search") == "Издөө"
    assert translations.gettext("Find") == "Find"


def test_plural_forms():
    translations = compiled(
        'msgid "%(n)s practice"\nmsgid_plural "%(n)s practices"\n'
        'msgstr[0] "%(n)s практика"\nmsgstr[1] "%(n)s практики"\nmsgstr[2] "%(n)s практик"\n'
    )
    found = [translations.ngettext("%(n)s practice", "%(n)s practices", n) for n in (1, 3, 11)]
    assert found == ["%(n)s практика", "%(n)s практики", "%(n)s практик"]


def test_contexts_keep_the_same_word_apart():
    translations = compiled(
        'msgctxt "month"\nmsgid "May"\nmsgstr "Май"\n\nmsgctxt "permission"\nmsgid "May"\nmsgstr "Можно"\n'
    )
    assert translations.pgettext("month", "May") == "Май"
    assert translations.pgettext("permission", "May") == "Можно"
    assert translations.gettext("May") == "May"


def test_context_with_plural():
    translations = compiled(
        'msgctxt "people"\nmsgid "%d reader"\nmsgid_plural "%d readers"\n'
        'msgstr[0] "%d читатель"\nmsgstr[1] "%d читателя"\nmsgstr[2] "%d читателей"\n'
    )
    assert translations.npgettext("people", "%d reader", "%d readers", 5) == "%d читателей"


def test_long_texts_and_escapes():
    translations = compiled('msgid ""\n"One\\n"\n"\\"two\\"\\t\\\\"\nmsgstr ""\n"Бир\\n"\n"«эки»"\n')
    assert translations.gettext('One\n"two"\t\\') == "Бир\n«эки»"


def test_fuzzy_obsolete_and_empty_are_left_out():
    translations = compiled(
        '#, python-format, fuzzy\n#| msgid "Saved"\nmsgid "Sent"\nmsgstr "Сакталды"\n\n'
        'msgid "Empty"\nmsgstr ""\n\n#~ msgid "Old"\n#~ msgstr "Эски"\n\nmsgid "Kept"\nmsgstr "Калды"\n'
    )
    assert [translations.gettext(word) for word in ("Sent", "Empty", "Old", "Kept")] == [
        "Sent",
        "Empty",
        "Old",
        "Калды",
    ]


def test_entries_need_no_empty_line_between_them():
    translations = compiled(
        'msgid "One"\nmsgstr "Бир"\n# a remark\nmsgid "Two"\nmsgstr "Эки"\nmsgid "Three"\nmsgstr "Үч"\n'
    )
    assert [translations.gettext(word) for word in ("One", "Two", "Three")] == ["Бир", "Эки", "Үч"]


def test_nothing_translated():
    assert compiled("").gettext("Search") == "Search"
    assert catalogues.mo_bytes([]) == catalogues.mo_bytes(catalogues.parse(""))


@pytest.mark.parametrize("line", ['msgid Search"', 'msgidd "Search"', '"text that nothing announces"', 'msgstr[x] "a"'])
def test_a_line_that_cannot_be_read_is_named(line):
    with pytest.raises(Fault) as caught:
        list(catalogues.parse(f'# a remark\n{line}\nmsgstr "Издөө"\n', "ky/django.po"))
    assert str(caught.value) == f"ky/django.po, line 2 cannot be read as a translation: {line}"


def test_files_are_written_only_when_they_change(tmp_path):
    folder = tmp_path / "ky" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(HEADER + 'msgid "Search"\nmsgstr "Издөө"\n', encoding="utf-8")

    assert catalogues.compile_all(tmp_path) == 1
    assert catalogues.compile_all(tmp_path) == 0
    source.write_text(HEADER + 'msgid "Search"\nmsgstr "Табуу"\n', encoding="utf-8")
    assert catalogues.compile_all(tmp_path) == 1
    assert gettext.translation("django", tmp_path, ["ky"]).gettext("Search") == "Табуу"
    assert sorted(os.listdir(folder)) == ["django.mo", "django.po"]


@pytest.mark.parametrize("source", sorted(catalogues.LOCALE_FOLDER.glob("*/LC_MESSAGES/*.po")), ids=str)
def test_the_project_s_own_catalogues_compile_as_by_another_program(source):
    ours = {entry.key: entry.value for entry in catalogues.parse(source.read_text(encoding="utf-8"))}
    theirs = {}
    for entry in polib.pofile(str(source)):
        if entry.obsolete:
            continue
        key = entry.msgid if entry.msgctxt is None else f"{entry.msgctxt}\x04{entry.msgid}"
        if entry.msgid_plural:
            theirs[f"{key}\x00{entry.msgid_plural}"] = "\x00".join(
                entry.msgstr_plural[n] for n in sorted(entry.msgstr_plural)
            )
        else:
            theirs[key] = entry.msgstr
    ours.pop("", None)
    assert ours == theirs
