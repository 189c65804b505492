"""What every case's make.py shares: data dictionary and tables in, CSV files, datapackage.json and
README.md out.
"""

import argparse
import dataclasses
import hashlib
import importlib.util
import json
import sys
import tomllib
from pathlib import Path

import numpy as np
import pandas as pd

SCHEMA = "https://datapackage.org/profiles/2.0/datapackage.json"
DATE_FORMATS = {"date": "%Y-%m-%d", "datetime": "%Y-%m-%d %H:%M"}
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


@dataclasses.dataclass
class Part:
    """What one unit adds to a case: tables and files for students, and by the same names what only
    instructors see.

    measures: numbers of the calibration table by name; planted: the planted facts for
    truth/datapackage.json.
    """

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame] = dataclasses.field(default_factory=dict)
    measures: dict[str, float] = dataclasses.field(default_factory=dict)
    planted: dict[str, dict] = dataclasses.field(default_factory=dict)
    files: dict[str, bytes] = dataclasses.field(default_factory=dict)

    def __add__(self, other):
        return Part(*(getattr(self, name) | getattr(other, name) for name in vars(self)))


def dictionary(folder):
    """The words of a case's data dictionary: dictionary.toml, then the lists of each
    dictionary-<slug>.toml.

    `unit` in dictionary.toml is the slug of the unit that its own tables belong to.
    """
    words = {"tables": [], "files": [], "truth": [], "facts": [], "calibration": []}
    for path in [folder / "dictionary.toml", *sorted(folder.glob("dictionary-*.toml"))]:
        with open(path, "rb") as file:
            more = tomllib.load(file)
        known = {fact["id"] for fact in words["facts"]}
        more["facts"] = [fact for fact in more.get("facts", []) if fact["id"] not in known]
        slug = more.pop("unit", path.stem.removeprefix("dictionary-"))
        more["calibration"] = [{**row, "unit_slug": slug} for row in more.get("calibration", [])]
        words |= {
            key: words[key] + value if isinstance(value, list) else value
            for key, value in more.items()
        }
    return words


def parts(folder, seed, case):
    """The parts that other units add to a case, by slug: a unit that has dictionary-<slug>.toml
    makes its tables with build(seed, case) in <slug>.py beside it."""
    slugs = (path.stem.removeprefix("dictionary-") for path in folder.glob("dictionary-*.toml"))
    return [module(folder, slug).build(seed, case) for slug in sorted(slugs)]


def module(folder, slug):
    """A module beside make.py; its name tells the case, two cases may have a part of one unit."""
    name = f"{folder.name}_{slug}"
    spec = importlib.util.spec_from_file_location(name, folder / f"{slug}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def in_words(tables, entries):
    """The tables with the columns that the data dictionary has for them, in its order."""
    fields = {entry["name"]: entry["fields"] for entry in entries}
    return {
        name: table[[field["name"] for field in fields[name]]] for name, table in tables.items()
    }


def as_text(column, field):
    """A column as text: fixed decimals, ISO dates, true and false, nothing where a value is
    missing; so that a file has one form only.
    """
    text = np.full(len(column), "", dtype=object)
    there = column.notna().to_numpy()
    kept = column[there]
    if field["type"] == "boolean":
        text[there] = np.where(kept.astype(bool), "true", "false")
    elif field["type"] == "number":
        text[there] = np.char.mod(f"%.{field['decimals']}f", kept.to_numpy(float))
    elif field["type"] == "integer":
        text[there] = kept.astype("int64").astype(str)
    elif field["type"] in DATE_FORMATS:
        text[there] = kept.dt.strftime(DATE_FORMATS[field["type"]])
    else:
        text[there] = kept.astype(str)
    return text


def write_table(path, table, fields):
    """Write one CSV; returns what the data dictionary says about the file."""
    names = [field["name"] for field in fields]
    if list(table.columns) != names:
        raise ValueError(
            f"{path.name}: columns {list(table.columns)} are not those of dictionary.toml"
        )
    text = pd.DataFrame({field["name"]: as_text(table[field["name"]], field) for field in fields})
    data = text.to_csv(index=False, lineterminator="\n").encode("utf-8")
    return write_bytes(path, data) | {"keguan:rows": len(text)}


def write_bytes(path, data):
    """Write a file; returns its size and checksum for the data dictionary."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return {"bytes": len(data), "hash": "sha256:" + hashlib.sha256(data).hexdigest()}


def resource(table, path, written):
    """The entry of one table in datapackage.json."""
    fields = []
    for field in table["fields"]:
        entry = {"name": field["name"], "type": field["type"]}
        if field["type"] in DATE_FORMATS:
            entry["format"] = DATE_FORMATS[field["type"]]
        entry["description"] = field["en"]
        entry["keguan:description"] = {"zh": field["zh"], "en": field["en"]}
        if "unit" in field:
            entry["keguan:unit"] = field["unit"]
        fields.append(entry | {"constraints": field["constraints"]})
    schema = {"fields": fields, "primaryKey": keys(table["key"]), "missingValues": [""]}
    if "foreign" in table:
        schema["foreignKeys"] = [
            {"fields": [name], "reference": {"resource": target, "fields": [key]}}
            for name, (target, key) in table["foreign"].items()
        ]
    about = {
        "description": table["en"],
        "keguan:description": {"zh": table["zh"], "en": table["en"]},
    }
    kind = {"type": "table", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return {"name": table["name"], "path": path, **kind, **about, **written, "schema": schema}


def keys(key):
    """The columns of a key that may be one column."""
    return [key] if isinstance(key, str) else list(key)


def file_resource(entry, written):
    """The entry of a file that is no table, such as a database, in datapackage.json."""
    about = {
        "description": entry["en"],
        "keguan:description": {"zh": entry["zh"], "en": entry["en"]},
    }
    kind = {"format": entry["format"], "mediatype": entry["mediatype"]}
    return {"name": entry["name"], "path": entry["path"], **kind, **about, **written}


def calibration(words, values):
    """Rows of the comparison: what is published (fact, value, source) and what the simulated tables
    show.
    """
    facts = {fact["id"]: fact for fact in words["facts"]}
    rows = []
    for entry in words["calibration"]:
        fact = facts.get(entry.get("fact"))
        rows.append(
            {
                "unit_slug": entry["unit_slug"],
                "kind": entry["kind"],
                "fact": entry.get("fact"),
                "what": entry["what"],
                "published": entry.get("published"),
                "published_value": entry.get("value"),
                "published_high": entry.get("high", entry.get("value")),
                "our_value": values[entry["measure"]] if "measure" in entry else None,
                "measure": entry.get("measure"),
                "unit": entry.get("unit"),
                "note": entry.get("note"),
                "confidence": fact["confidence"] if fact else None,
                "source": entry.get("url") or (fact["urls"][0] if fact and fact["urls"] else None),
            }
        )
    return rows


def sources(words):
    """The published facts as sources of the package."""
    return [
        {
            "title": fact["id"] + " " + fact["en"],
            **({"path": fact["urls"][0]} if fact["urls"] else {}),
            "keguan:fact": fact["id"],
            "keguan:confidence": fact["confidence"],
            "keguan:date": fact["date"],
            "keguan:urls": fact["urls"],
            "keguan:statement": {"zh": fact["zh"], "en": fact["en"]},
        }
        for fact in words["facts"]
    ]


def write(folder, words, about, part):
    """Write a case: tables and files for students, datapackage.json (Frictionless Data Package,
    version 2), README.md, and beside them truth/.

    about: seed and reference_date; part: a Part with everything that the words describe.
    """
    resources = [
        write_resource(folder, entry, part.tables[entry["name"]]) for entry in words["tables"]
    ]
    resources += [
        file_resource(entry, write_bytes(folder / entry["path"], part.files[entry["path"]]))
        for entry in words["files"]
    ]
    content = {
        "$schema": SCHEMA,
        "name": words["name"],
        "title": words["title"]["en"],
        "version": words["version"],
        "description": " ".join(words[key]["en"] for key in ("banner", "model", "assumption")),
        "licenses": [LICENCE],
        "sources": sources(words),
        **{f"keguan:{key}": words[key] for key in ("title", "banner", "model", "assumption")},
        "keguan:generator": f"datasets/{words['name']}/make.py",
        **{f"keguan:{key}": value for key, value in about.items()},
        "keguan:calibration": calibration(words, part.measures),
        "resources": resources,
    }
    write_json(folder / "datapackage.json", content)
    write_readme(folder)
    write_truth(folder / "truth", words, about, part.truth, part.planted)


def write_truth(folder, words, about, tables, planted):
    """Write the hidden tables and the planted facts, for instructors and tests only."""
    resources = [write_resource(folder, entry, tables[entry["name"]]) for entry in words["truth"]]
    content = {
        "$schema": SCHEMA,
        "name": words["name"] + "-truth",
        "description": "Instructors and tests only: never copy this folder into a student release.",
        "licenses": [LICENCE],
        "keguan:seed": about["seed"],
        "keguan:planted": planted,
        "resources": resources,
    }
    write_json(folder / "datapackage.json", content)


def write_resource(folder, entry, table):
    """Write one table and return its entry in the data dictionary."""
    name = f"{entry['name']}.csv"
    return resource(entry, name, write_table(folder / name, table, entry["fields"]))


def write_json(path, content):
    """JSON with Chinese readable, one final line end."""
    path.write_text(
        json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n"
    )


def write_readme(folder):
    """README.md of a folder, from its datapackage.json alone."""
    content = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    (folder / "README.md").write_text(readme(content), encoding="utf-8", newline="\n")


def readme(content):
    """Text of README.md: Chinese first, English beside it."""
    parts = [
        *readme_head(content),
        "## 数据怎么来的 · How the data were made",
        *["\n\n".join(both(content[key])) for key in ("keguan:model", "keguan:assumption")],
        "## 表 · Tables",
        *[readme_resource(entry) for entry in content["resources"]],
        "## 哪些是真的，哪些是模拟的 · What is real and what is simulated",
        readme_calibration(content["keguan:calibration"]),
        "## 公开资料 · Published facts",
        "可信度 · Confidence: A 一手或可靠来源 primary or reputable page; B 转载，引用前请再核对 "
        "secondary page, check again before quoting; D 本课程测算 worked out for this course.",
        readme_facts(content["sources"]),
        *readme_foot(content),
    ]
    return "\n\n".join(parts) + "\n"


def readme_head(content):
    """Title, warning, and how the case is loaded."""
    title, banner, name = content["keguan:title"], content["keguan:banner"], content["name"]
    table = next(entry["name"] for entry in reversed(content["resources"]) if "schema" in entry)
    return [
        f"# {title['zh']}",
        title["en"],
        f"> **{banner['zh']}**\n>\n> **{banner['en']}**",
        "本文件由 `make.py` 根据 `datapackage.json` 生成，请不要直接修改。\n"
        "This file is built from `datapackage.json` by `make.py`; do not edit it.",
        "## 怎么用 · How to use",
        f'```python\nfrom keguan import cases\n\n{table} = cases.load("{name}", "{table}")\n'
        f'cases.columns("{name}", "{table}")\ncases.calibration("{name}")\n```',
        f"参照日期 · Reference date: **{content['keguan:reference_date']}**"
        f"（最后一天 · last day）；随机种子 · seed: {content['keguan:seed']}",
    ]


def readme_foot(content):
    """How the case is made again, what truth/ is, and the licence."""
    script, licence = content["keguan:generator"], content["licenses"][0]
    return [
        "## 重新生成 · Make it again",
        f"```\npython {script}\npython {script} --seed 7 --out class-7\n```",
        "第二条命令为另一个班生成一份不同的数据；"
        "上课前把环境变量 `KEGUAN_DATASETS` 设为 `class-7`。\n"
        "The second command makes another class's variant; "
        "set the environment variable `KEGUAN_DATASETS` to `class-7` before the lesson.",
        "`truth/` 里是答案和隐藏变量，只给教师和测试用，不要发给学生。\n"
        "`truth/` holds answers and hidden variables for instructors and tests; "
        "do not give it to students.",
        f"## 许可 · Licence\n\n{licence['title']} ({licence['path']})",
    ]


def readme_resource(entry):
    """Section of a table or another file."""
    return readme_table(entry) if "schema" in entry else readme_file(entry)


def readme_rows(head, rows):
    """A Markdown table."""
    return "\n".join(map(readme_row, [head, ["---"] * len(head), *rows]))


def readme_row(row):
    """A line of a Markdown table."""
    return "| " + " | ".join(str(cell).replace("|", "/") for cell in row) + " |"


def readme_table(entry):
    """Section of one table."""
    about, schema = entry["keguan:description"], entry["schema"]
    rows = [
        [
            f"`{field['name']}`",
            field["type"],
            field.get("keguan:unit", ""),
            *field["keguan:description"].values(),
        ]
        for field in schema["fields"]
    ]
    foreign = "".join(
        f"; `{key['fields'][0]}` → `{key['reference']['resource']}.{key['reference']['fields'][0]}`"
        for key in schema.get("foreignKeys", [])
    )
    key = " + ".join(f"`{name}`" for name in schema["primaryKey"])
    facts = f"{entry['keguan:rows']:,} 行 rows, 主键 key {key}{foreign}"
    table = readme_rows(["列 column", "类型 type", "单位 unit", "说明", "note"], rows)
    return f"### `{entry['path']}`\n\n{about['zh']}\n\n{about['en']}\n\n{facts}\n\n{table}"


def readme_file(entry):
    """Section of a file that is no table."""
    about = entry["keguan:description"]
    return (
        f"### `{entry['path']}`\n\n{about['zh']}\n\n{about['en']}\n\n{entry['bytes']:,} bytes, "
        f"{entry['mediatype']}"
    )


def readme_calibration(entries):
    """The comparison of published and simulated numbers."""
    kinds = {
        "real": "真实规则 published rule",
        "simulated": "模拟 simulated",
        "assumed": "假设 assumed",
    }
    rows = []
    for entry in entries:
        row = [
            *both(entry["what"]),
            kinds[entry["kind"]],
            entry["fact"] or "",
            *both(entry["published"]),
            readme_number(entry["our_value"], entry["unit"]),
            "<br>".join(filter(None, both(entry["note"]))),
        ]
        rows.append(row)
    head = [
        "内容",
        "what",
        "性质 kind",
        "事实 fact",
        "公开资料",
        "published",
        "本数据 ours",
        "备注 note",
    ]
    return readme_rows(head, rows)


def both(text):
    """Chinese and English of a text that may be missing."""
    return [text["zh"], text["en"]] if text else ["", ""]


def readme_number(value, unit):
    """A measured number with its unit."""
    if value is None:
        return ""
    if unit == "share":
        return f"{value:.1%}"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def readme_facts(sources):
    """The published facts with their sources."""
    head = ["编号 id", "可信度 confidence", "日期 date", "内容", "statement", "出处 source"]
    return readme_rows(head, map(readme_fact, sources))


def readme_fact(source):
    """Row of one published fact."""
    return [
        source["keguan:fact"],
        source["keguan:confidence"],
        source["keguan:date"],
        *source["keguan:statement"].values(),
        " ".join(f"<{url}>" for url in source["keguan:urls"]),
    ]


def command(here, seed, make, arguments=None):
    """Command line of a case's make.py; returns the exit code.

    here: folder of the case; seed: its default; make(folder, seed) writes a whole case.
    """
    parser = command_line(here.name, seed)
    options = parser.parse_args(arguments)
    if options.seed < 0:
        parser.error("随机种子不能是负数。 · The seed must not be negative.")
    folder = here if options.out is None else options.out
    if folder.name != here.name:
        folder = folder / here.name
    try:
        if options.readme:
            write_readme(folder)
        else:
            (folder / "truth").mkdir(parents=True, exist_ok=True)  # said before the long work
            make(folder, options.seed)
    except OSError as error:
        where = error.filename or folder
        said = f"无法读写 {where}。 · Cannot read or write {where}: {error.strerror}."
        print(said, file=sys.stderr)
        return 1
    print(f"已写入 {folder} · written to {folder}")
    if options.out is not None:
        setting = f"KEGUAN_DATASETS={folder.parent}"
        print(f"使用前请设置 {setting} · set {setting} to use it")
    return 0


def command_line(name, seed):
    """The options of make.py. name: of the case; seed: the default."""
    parser = argparse.ArgumentParser(
        description=f"生成案例 {name} 的模拟数据 · Make the simulated data of case {name}"
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=seed,
        help="另一个班的数据 · another class's variant (%(default)s)",
    )
    parser.add_argument(
        "--out", type=Path, help=f"写到这个文件夹里的 {name} · write to {name} inside this folder"
    )
    parser.add_argument(
        "--readme", action="store_true", help="只重建 README.md · only build README.md again"
    )
    return parser
