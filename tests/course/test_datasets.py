"""Every case: the files are those of the data dictionary, which tells all; the same seed gives the
same bytes."""

import atexit
import functools
import hashlib
import importlib.util
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from tests.mobiles import could_be_dialled

VARIANT = 7  # the other seed
CASES = sorted(
    path.parent.name
    for path in (Path(__file__).resolve().parents[2] / "datasets").glob("*/make.py")
)


@pytest.fixture(scope="module", params=CASES)
def home(request, checkout):
    return checkout / "datasets" / request.param


@pytest.fixture(scope="module")
def make(home):
    return load_make(home)


def load_make(home):
    """The case's make.py as a module."""
    spec = importlib.util.spec_from_file_location(f"make_{home.name}", home / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@functools.cache
def variant_of(home):
    """Folder of another class's variant of a case, made by the command line, once for all tests of
    a worker."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)
    assert load_make(home).main(["--seed", str(VARIANT), "--out", str(folder)]) == 0
    return folder / home.name


def planted(folder):
    """What was planted in the tables of a folder, as its truth says."""
    truth = (folder / "truth" / "datapackage.json").read_text(encoding="utf-8")
    return json.loads(truth)["keguan:planted"]


@pytest.fixture(scope="module")
def variant(home):
    return variant_of(home)


@pytest.fixture(scope="module")
def package(home):
    return described(home)


def described(folder):
    return json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))


def tables(folder):
    """Entry and content of each table, as text."""
    entries = [entry for entry in described(folder)["resources"] if "schema" in entry]
    return {
        entry["name"]: (entry, pd.read_csv(folder / entry["path"], dtype=str)) for entry in entries
    }


# dictionary


def damaged(folder):
    """Tables whose file is not the one that the dictionary of the folder describes."""
    found = []
    for resource in json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))[
        "resources"
    ]:
        data = (folder / resource["path"]).read_bytes()
        if (len(data), "sha256:" + hashlib.sha256(data).hexdigest()) != (
            resource["bytes"],
            resource["hash"],
        ):
            found.append(f"{folder.name}/{resource['path']}")
    return found


def test_files_are_those_of_the_dictionary(home):
    for folder in (home, home / "truth"):
        changed = damaged(folder)
        assert not changed, (
            f"{', '.join(changed)} changed by hand: run python datasets/{home.name}/make.py"
        )


def test_one_changed_number_is_named(home, tmp_path):
    shutil.copytree(home, tmp_path / home.name)
    file = max((tmp_path / home.name).glob("*.csv"), key=lambda path: path.stat().st_size)
    data = file.read_bytes()
    file.write_bytes(data[:-2] + (b"1" if data[-2:-1] != b"1" else b"2") + b"\n")
    assert damaged(tmp_path / home.name) == [f"{home.name}/{file.name}"]


def test_default_seed_gives_the_same_bytes(make, home, tmp_path):
    make.write(make.build(), tmp_path, make.SEED)
    made = {path.relative_to(tmp_path) for path in tmp_path.rglob("*.*")}
    assert (
        len(made)
        == len(described(home)["resources"]) + len(described(home / "truth")["resources"]) + 3
    )
    for path in sorted(made):
        same = (tmp_path / path).read_bytes() == (home / path).read_bytes()
        assert same, (
            f"datasets/{home.name}/{path.as_posix()} is not what make.py makes (numpy "
            f"{np.__version__}): run it again"
        )


def test_another_seed_gives_other_data(home, variant):
    files = [path.name for path in home.glob("*.csv")]
    changed = [
        name for name in files if (variant / name).read_bytes() != (home / name).read_bytes()
    ]
    assert len(changed) >= len(files) / 2
    assert described(variant)["keguan:seed"] == VARIANT
    assert not damaged(variant) and not damaged(variant / "truth")


def test_dictionary_is_a_valid_data_package(home):
    validate = pytest.importorskip("frictionless").validate
    for path in (home / "datapackage.json", home / "truth" / "datapackage.json"):
        report = validate(path)
        assert report.valid, report.flatten(["name", "fieldName", "rowNumber", "note"])[:3]


def test_dictionary_tells_all(package):
    assert (
        package["licenses"]
        and package["keguan:generator"]
        and isinstance(package["keguan:seed"], int)
    )
    assert "no real person" in package["keguan:banner"]["en"].lower()
    assert "真人" in package["keguan:banner"]["zh"]
    for resource in package["resources"]:
        assert resource["keguan:description"]["zh"] and resource["keguan:description"]["en"], (
            resource["name"]
        )
        for field in resource.get("schema", {}).get("fields", []):
            assert field["keguan:description"]["zh"] and field["keguan:description"]["en"], field[
                "name"
            ]
            assert isinstance(field["constraints"]["required"], bool), field["name"]
            if field["type"] in ("number", "integer") and "enum" not in field["constraints"]:
                assert field["keguan:unit"], field["name"]


def test_keys_hold(home, variant):
    for folder in (home, variant):
        content = tables(folder)
        for entry, table in content.values():
            assert not table.duplicated(entry["schema"]["primaryKey"]).any(), entry["path"]
            for key in entry["schema"].get("foreignKeys", []):
                target = content[key["reference"]["resource"]][1][key["reference"]["fields"][0]]
                assert set(table[key["fields"][0]].dropna()) <= set(target), (
                    f"{entry['path']}: {key['fields'][0]}"
                )


def test_the_case_is_small(home):
    assert sum(path.stat().st_size for path in home.rglob("*") if path.is_file()) < 10_000_000


def test_every_calibration_row_says_what_it_is(package):
    for row in package["keguan:calibration"]:
        assert row["what"]["zh"] and row["what"]["en"]
        if row["kind"] == "assumed":
            assert row["fact"] is None and row["published"] is None
        else:
            assert row["published"]["zh"] and row["published"]["en"] and row["confidence"]
        assert (row["our_value"] is None) == (row["kind"] == "real")


# What could be somebody's: an identity number outside the region that does not exist, a mail
# address outside the domain kept for examples; and a mobile number of a block that an operator has.
COULD_EXIST = (
    re.compile(r"(?<!\d)(?!999999)\d{17}[\dXx](?!\w)"),
    re.compile(r"@(?!example\.com\b)[\w.]+", re.IGNORECASE),
)


def test_nobody_could_be_meant(home):
    for folder in (home, home / "truth"):
        for path in folder.glob("*.csv"):
            text = path.read_text(encoding="utf-8")
            found = [hit.group() for pattern in COULD_EXIST if (hit := pattern.search(text))]
            assert not found + could_be_dialled(text), f"{path.name}: could be somebody's"


# In code an @ begins a decorator as well; .example is kept for examples like example.com.
MAIL = re.compile(
    r"[\w.+-]+@(?!example\.com\b|[\w-]+\.example\b)[\w-]+\.[a-z]{2,}\b", re.IGNORECASE
)


def somebodys(text):
    """Numbers and addresses in a text that a person could have."""
    patterns = (COULD_EXIST[0], MAIL)
    return could_be_dialled(text) + [hit.group() for one in patterns for hit in one.finditer(text)]


def test_no_lesson_or_task_shows_a_number_that_somebody_could_have(checkout):
    for folder in ("content", "keguan", "grader"):
        for path in (checkout / folder).rglob("*"):
            if path.suffix in {".py", ".po", ".toml", ".md", ".json", ".csv", ".html"}:
                text = re.sub(r"https?://\S+", "", path.read_text(encoding="utf-8"))
                found = somebodys(text)
                assert not found, f"{path.relative_to(checkout)}: {found} could be somebody's"


def test_what_could_be_somebodys_is_seen():
    assert somebodys("110101199003077715, 13900001111, a.b@qq.com") == [
        "13900001111",
        "110101199003077715",
        "a.b@qq.com",
    ]
    assert somebodys("999999197211194589 @dataclass zhang@example.com li@firm.example") == []


def test_the_table_of_ranges_tells_whose_number_it_is():
    assert could_be_dialled("138-0000-1234, +86 17200006035; 13900001111") == [
        "13800001234",
        "17200006035",
        "13900001111",
    ]
    assert could_be_dialled("179-0003-6035, 13800138000, 2026-06-30, 0.13900001111") == []


def test_readme_is_fresh(make, home, package):
    fresh = make.casefiles.readme(package)
    assert (home / "README.md").read_text(encoding="utf-8") == fresh, (
        f"run python datasets/{home.name}/make.py --readme"
    )
    for language in ("zh", "en"):
        assert package["keguan:banner"][language] in fresh


# calibration


def test_every_fact_has_a_source_and_a_confidence_mark(home, package):
    facts = {source["keguan:fact"]: source for source in package["sources"]}
    text = (home / "datapackage.json").read_text(encoding="utf-8") + (home / "README.md").read_text(
        encoding="utf-8"
    )
    named = set(re.findall(r"\b[CYLOP]\d\d\b", text))
    tables = [entry["schema"]["fields"] for entry in package["resources"] if "schema" in entry]
    columns = {field["name"] for fields in tables for field in fields}  # the survey has P01 to P22
    assert named - columns == set(facts) - columns
    for name, source in facts.items():
        assert source["keguan:confidence"] in "ABD", name
        assert source["keguan:urls"] or source["keguan:confidence"] == "D", name


# command line


def test_seed_must_not_be_negative(make, capsys):
    with pytest.raises(SystemExit):
        make.main(["--seed", "-1"])
    assert "不能是负数" in capsys.readouterr().err


def test_unwritable_folder_is_one_sentence(make, tmp_path, capsys):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert make.main(["--out", str(tmp_path / "file")]) == 1
    error = capsys.readouterr().err
    assert len(error.strip().splitlines()) == 1 and "Cannot" in error


def test_readme_without_a_dictionary_is_one_sentence(make, tmp_path, capsys):
    assert make.main(["--readme", "--out", str(tmp_path)]) == 1
    assert "datapackage.json" in capsys.readouterr().err


def test_readme_alone(make, home, tmp_path):
    folder = tmp_path / home.name
    folder.mkdir()
    shutil.copy(home / "datapackage.json", folder)
    assert make.main(["--readme", "--out", str(tmp_path)]) == 0
    assert (folder / "README.md").read_bytes() == (home / "README.md").read_bytes()


def test_dictionary_and_table_must_have_the_same_columns(make, tmp_path):
    table = pd.DataFrame({"tier": ["gold"], "more": [1]})
    with pytest.raises(ValueError, match="dictionary.toml"):
        make.casefiles.write_table(
            tmp_path / "tier.csv", table, [{"name": "tier", "type": "string"}]
        )


def test_a_unit_adds_its_tables_by_being_there(make, tmp_path):
    for slug in ("second", "first"):
        (tmp_path / f"dictionary-{slug}.toml").write_text("", encoding="utf-8")
        (tmp_path / f"{slug}.py").write_text(
            f"def build(seed, case):\n    return ('{slug}', seed, case)\n", encoding="utf-8"
        )
    (tmp_path / "helper.py").write_text("raise AssertionError\n", encoding="utf-8")
    added = make.casefiles.parts(tmp_path, 7, "case")
    assert added == [("first", 7, "case"), ("second", 7, "case")]
