"""keguan.cases: tables with the types of the dictionary, notes in both languages, one sentence on
bad input.
"""

import json
import re
import shutil

import pandas as pd
import pytest

from keguan import cases, style

TABLES = {"members": 3010, "orders": None, "tier_rules": 4, "profiles": 3000}
HAN = r"[\u4e00-\u9fff]"


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.delenv(cases.DATASETS, raising=False)
    monkeypatch.setattr(style, "_language", "zh")


@pytest.fixture
def english(monkeypatch):
    monkeypatch.setattr(style, "_language", "en")


@pytest.fixture
def copy(checkout, tmp_path, monkeypatch):
    """A copy of the case that a test may damage; KEGUAN_DATASETS points to it."""
    folder = tmp_path / "ctrip"
    folder.mkdir()
    for name in (
        "datapackage.json",
        "tier_rules.csv",
        "profiles.csv",
        "members.csv",
        "svq_responses.csv",
    ):
        shutil.copy(checkout / "datasets" / "ctrip" / name, folder)
    monkeypatch.setenv(cases.DATASETS, str(tmp_path))
    return folder


def sentence(error):
    """The message; one line, Chinese first, then English."""
    text = str(error.value)
    zh, en = text.split(" · ")
    assert "\n" not in text and zh.endswith("。") and en.endswith(".")
    assert error.value.zh == zh and error.value.en == en
    return text


@pytest.mark.parametrize("table", TABLES)
def test_types_are_those_of_the_dictionary(checkout, table):
    package = json.loads(
        (checkout / "datasets" / "ctrip" / "datapackage.json").read_text(encoding="utf-8")
    )
    fields = next(r for r in package["resources"] if r["name"] == table)["schema"]["fields"]
    frame = cases.load("ctrip", table)
    assert list(frame.columns) == [field["name"] for field in fields]
    wanted = {"string": "str", "integer": "int64", "number": "float64", "boolean": "bool"}
    for field in fields:
        dtype = frame[field["name"]].dtype
        if field["type"] in ("date", "datetime"):
            assert pd.api.types.is_datetime64_dtype(dtype), field["name"]
        else:
            assert dtype == wanted[field["type"]], field["name"]
    assert len(frame) == (TABLES[table] or len(frame))
    assert not frame.isna().any(axis=None)


def test_each_load_is_a_fresh_table():
    first = cases.load("ctrip", "tier_rules")
    first.loc[0, "min_growth"] = 99
    assert cases.load("ctrip", "tier_rules").loc[0, "min_growth"] == 0


def test_reference_date_is_the_last_day():
    last = cases.reference_date("ctrip")
    assert last == last.normalize() and (last + pd.Timedelta(days=1)).day == 1
    assert cases.load("ctrip", "orders")["order_ts"].max() < last + pd.Timedelta(days=1)


def test_column_notes_in_both_languages(monkeypatch):
    zh = cases.columns("ctrip", "orders")
    monkeypatch.setattr(style, "_language", "en")
    en = cases.columns("ctrip", "orders")
    assert list(zh.index) == list(en.index) == list(cases.load("ctrip", "orders").columns)
    assert list(zh.columns) == list(en.columns) == ["type", "unit", "note"]
    assert zh["note"].str.contains(HAN).all()
    assert not any(en[column].str.contains(HAN).any() for column in en)
    assert zh.loc["gmv_cny", "unit"] == "元" and en.loc["gmv_cny", "unit"] == "CNY"


@pytest.mark.parametrize("case", ["ctrip", "yili", "yunduo", "anchao"])
def test_every_unit_and_type_has_a_chinese_name(case, checkout):
    package = json.loads((checkout / "datasets" / case / "datapackage.json").read_bytes())
    for table in [one["name"] for one in package["resources"] if one["path"].endswith(".csv")]:
        notes = cases.columns(case, table)
        assert notes["type"].str.contains(HAN).all(), table
        units = notes.loc[notes["unit"] != "", "unit"]
        assert units.str.contains(HAN).all(), (table, sorted(units))


def test_notes_are_shown_in_full_and_in_the_language(monkeypatch):
    notes = cases.columns("ctrip", "orders")
    html = notes._repr_html_()
    assert "说明" in html and "..." not in html
    assert all(note in html for note in notes["note"])
    monkeypatch.setattr(style, "_language", "en")
    html = cases.columns("ctrip", "orders")._repr_html_()
    assert "<th>note</th>" in html and "..." not in html and "说明" not in html


def test_calibration_says_what_is_real():
    table = cases.calibration("ctrip", "tiering")
    assert len(table) < len(cases.calibration("ctrip"))
    assert set(table["kind"]) == {"real", "simulated", "assumed"}
    assert set(table.loc[table["kind"] == "real", "fact"]) == {"C01", "C02", "C04"}
    assert table.loc[table["kind"] == "real", "our_value"].isna().all()
    simulated = table[table["kind"] == "simulated"]
    assert simulated["published_value"].notna().all() and simulated["our_value"].notna().all()
    assert simulated["ours"].ne("").all() and simulated["confidence"].isin(["A", "B", "D"]).all()
    assert table["what"].str.contains(HAN).all()


def test_calibration_in_english(english):
    table = cases.calibration("ctrip")
    texts = table[["what", "published", "ours", "note"]]
    assert not any(texts[column].str.contains(HAN).any() for column in texts)
    html = table._repr_html_()
    assert "published rule" in html and "assumed" in html and "our_value" not in html


def test_calibration_shown_in_chinese():
    html = cases.calibration("ctrip")._repr_html_()
    assert "真实规则" in html and "假设" in html and "公开资料" in html


def test_another_class_has_its_own_folder(copy):
    path = copy / "tier_rules.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("2000,", "2500,", 1), encoding="utf-8")
    assert cases.load("ctrip", "tier_rules").loc[1, "min_growth"] == 2500


def test_columns_in_another_order_are_put_right(copy):
    path = copy / "tier_rules.csv"
    table = pd.read_csv(path)
    table[list(reversed(table.columns))].assign(extra=1).to_csv(path, index=False)
    assert list(cases.load("ctrip", "tier_rules").columns) == list(table.columns)


# ------------------------------------------------------------------------------------------ bad
# input


@pytest.mark.parametrize(
    "call", [cases.reference_date, cases.calibration, lambda case: cases.load(case, "orders")]
)
def test_unknown_case(call):
    with pytest.raises(cases.CaseError) as error:
        call("xiecheng")
    assert "xiecheng" in sentence(error) and "ctrip" in sentence(error)


@pytest.mark.parametrize("call", [cases.load, cases.columns])
def test_unknown_table(call):
    with pytest.raises(cases.CaseError) as error:
        call("ctrip", "order")
    assert "order" in sentence(error) and "orders、tier_rules" in sentence(error)


def test_truth_is_no_table():
    with pytest.raises(cases.CaseError):
        cases.load("ctrip", "truth/members")


def test_folder_of_another_class_without_the_case(tmp_path, monkeypatch):
    monkeypatch.setenv(cases.DATASETS, str(tmp_path / "nowhere"))
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "orders")
    assert "ctrip/datapackage.json" in sentence(error)


def test_missing_file(copy):
    (copy / "profiles.csv").unlink()
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "profiles")
    assert "ctrip/profiles.csv" in sentence(error)


@pytest.mark.parametrize("change", ["renamed", "dropped"])
def test_missing_column(copy, change):
    path = copy / "profiles.csv"
    table = pd.read_csv(path)
    table = (
        table.rename(columns={"continuity": "Continuity"})
        if change == "renamed"
        else table.drop(columns="continuity")
    )
    table.to_csv(path, index=False)
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "profiles")
    assert "continuity" in sentence(error) and "profiles.csv" in sentence(error)


@pytest.mark.parametrize(
    ("table", "old", "new", "column"),
    [
        ("profiles", ",false", ",perhaps", "is_bad"),
        ("profiles", ",0.", ",0,", None),
        ("tier_rules", ",20000,", ",twenty,", "min_growth"),
        ("tier_rules", ",20000,", ",,", "min_growth"),
        ("members", ",2", ",31/12/2", "reg_date"),
    ],
)
def test_wrong_value(copy, table, old, new, column):
    path = copy / f"{table}.csv"
    head, row, rest = path.read_text(encoding="utf-8").split("\n", 2)
    if table == "tier_rules":
        rest = rest.replace(old, new, 1)
    else:
        row = new.join(row.rsplit(old, 1)) if column == "is_bad" else row.replace(old, new, 1)
    path.write_text("\n".join([head, row, rest]), encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", table)
    assert f"ctrip/{table}.csv" in sentence(error)
    if column:
        assert column in sentence(error)


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda lines: lines[:3], "应有 4 行，现在有 2 行"),
        (lambda lines: lines[:1], "现在有 0 行"),
        (lambda lines: [*lines, lines[-1]], "现在有 5 行"),
        (lambda lines: [lines[0], *(f"T,{line}" for line in lines[1:])], "读不出来"),
    ],
    ids=["the end is lost", "all are lost", "one twice", "more values than names"],
)
def test_rows_that_are_lost_or_too_many(copy, spoil, said):
    path = copy / "tier_rules.csv"
    lines = spoil(path.read_text(encoding="utf-8").splitlines())
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "tier_rules")
    assert "ctrip/tier_rules.csv" in sentence(error) and said in sentence(error)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("\ngold,", "\nGold,", "列 tier"),
        ("\ngold,", "\n gold,", "列 tier"),
        ("\ngold,", "\n,", "列 tier"),
        ("\ngold,", "\nnormal,", "“normal”这一行出现了两次"),
        (",2000,", ",-2000,", "列 min_growth"),
        (",0.25,", ",25,", "列 weight_months_25_36"),
    ],
    ids=["capitals", "a blank", "nothing", "the row above", "below the least", "above the most"],
)
def test_a_value_that_was_changed_and_still_can_be_read(copy, old, new, said):
    path = copy / "tier_rules.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "tier_rules")
    assert "ctrip/tier_rules.csv" in sentence(error) and said in sentence(error)


def test_ids_that_a_spreadsheet_took_for_numbers(copy):
    path = copy / "profiles.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("\nM00", "\n"), encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "profiles")
    assert "member_id" in sentence(error)


def test_empty_file(copy):
    (copy / "profiles.csv").write_bytes(b"")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "profiles")
    assert "ctrip/profiles.csv" in sentence(error)


def as_excel_saves_it(path, **options):
    """Rewrites a table as Excel does; its booleans are in capitals."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"\b(true|false)\b", lambda found: found[0].upper(), text)
    text = text.replace(",", options.get("separator", ",")).replace("\n", "\r\n")
    path.write_bytes((options.get("more", "") + text).encode(options["encoding"]))


def test_a_table_that_excel_saved_as_utf8_is_read_as_before(copy):
    before = cases.load("ctrip", "profiles")
    as_excel_saves_it(copy / "profiles.csv", encoding="utf-8-sig")
    pd.testing.assert_frame_equal(cases.load("ctrip", "profiles"), before)


@pytest.mark.parametrize(
    "options",
    [
        {"encoding": "utf-16", "separator": "\t"},
        {"encoding": "utf-8", "separator": ";"},
        {"encoding": "gbk", "more": "会员表\r\n"},
    ],
    ids=["Unicode text", "semicolons", "a title in GBK"],
)
def test_a_table_that_excel_saved_in_another_form_gets_one_short_sentence(copy, options):
    as_excel_saves_it(copy / "tier_rules.csv", **options)
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "tier_rules")
    assert "ctrip/tier_rules.csv" in sentence(error) and "original file" in sentence(error)
    assert "min_growth" not in sentence(error)


def test_a_blank_that_is_allowed_is_not_blamed_for_a_wrong_value(copy):
    path = copy / "svq_responses.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",true\n", ",yes\n"), encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "svq_responses")
    assert "attention_check" in sentence(error)


def test_what_a_spreadsheet_saved_is_read_or_refused_in_a_sentence(copy):
    path = copy / "profiles.csv"
    wanted, text = cases.load("ctrip", "profiles"), path.read_text(encoding="utf-8")
    path.write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig", newline="")
    assert cases.load("ctrip", "profiles").equals(wanted)
    for spoilt in (text.encode("utf-16"), text[:-1].encode() + "查".encode("gbk") + b"\n"):
        path.write_bytes(spoilt)
        with pytest.raises(cases.CaseError) as error:
            cases.load("ctrip", "profiles")
        assert "ctrip/profiles.csv" in sentence(error)


def test_damaged_dictionary(copy):
    (copy / "datapackage.json").write_text("{", encoding="utf-8")
    with pytest.raises(cases.CaseError) as error:
        cases.load("ctrip", "profiles")
    assert "datapackage.json" in sentence(error)
