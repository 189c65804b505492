"""Build the course font: the part of Noto Sans CJK SC that Chinese figures need.

    python -m tools.font PATH/TO/NotoSansCJK-Regular.ttc

The input is the file of Debian's package fonts-noto-cjk 1:20220127+repack1-1 (Noto Sans CJK 2.004).
Its SIL Open Font License 1.1 allows subsets under another name; the licence lies beside the result.
After a rebuild, put the sha256 that this prints into tests/keguan/test_style.py.
"""

import argparse
import hashlib
import sys
from pathlib import Path
from typing import Any

from keguan import style

FACE = "Noto Sans CJK SC"
SYMBOLS = "↑↓→←↔△▲▼●○■□★☆√≥≤≠≈±×÷−–—…·•%‰°′″√∞∑∈∝πσμαβλ①②③④⑤⑥⑦⑧⑨⑩¥￥€£§©®™"
PUNCTUATION = (
    "　、。〈〉《》「」『』【】〔〕〖〗，．：；？！（）［］｛｝＋－＝＜＞／＼＆＊＠＃％～｜＿“”‘’"
)
RECORDS = {
    1: style.FONT_FAMILY,
    2: "Regular",
    3: "2.004;Keguan;subset",
    4: style.FONT_FAMILY,
    6: "KeguanSans-Regular",
}


def wanted() -> set[str]:
    """The characters of the subset: ASCII, Latin-1, symbols, full-width punctuation, hanzi of
    GB 2312.
    """
    latin = [chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x100))]
    hanzi = []
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                hanzi.append(bytes((row, cell)).decode("gb2312"))
            except UnicodeDecodeError:  # the five empty places at the end of row 55
                continue
    return set(latin) | set(hanzi) | set(SYMBOLS) | set(PUNCTUATION)


def build(source: Path, target: Path) -> str:
    """Write the subset of the TrueType collection `source` to `target`; returns its sha256."""
    from fontTools import subset
    from fontTools.ttLib import TTCollection

    font = next(
        face
        for face in TTCollection(source, lazy=True).fonts
        if face["name"].getDebugName(1) == FACE
    )
    options = subset.Options()
    # Figures are drawn horizontally by FreeType without OpenType layout: no features, no vertical
    # metrics.
    options.layout_features = []
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx"]
    options.desubroutinize = False
    options.hinting = True
    options.name_IDs = ["*"]
    options.notdef_outline = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted()])
    subsetter.subset(font)
    _rename(font)
    # A build time would change the sha256 of a font that is otherwise the same.
    font.recalcTimestamp = False
    font.flavor = None
    font.save(target)
    return hashlib.sha256(Path(target).read_bytes()).hexdigest()


def _rename(font: Any) -> None:
    """Give the subset its own family name, as the licence asks for a changed version; keep the
    copyright.
    """
    names = font["name"]
    keep = {number: names.getDebugName(number) for number in (0, 13, 14)}
    names.names = []
    for number, text in {**keep, **RECORDS}.items():
        if text:
            names.setName(text, number, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [RECORDS[6]]
    top = cff.topDictIndex[0]
    top.FullName = RECORDS[4]
    top.FamilyName = RECORDS[1]


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tools.font", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "source", type=Path, help="NotoSansCJK-Regular.ttc of Debian's fonts-noto-cjk"
    )
    parser.add_argument("--out", type=Path, help="target file (default: the package's font)")
    options = parser.parse_args(arguments)
    if not options.source.is_file():
        sys.exit(
            f"没有找到字体 {options.source} · font not found: {options.source} (apt install "
            "fonts-noto-cjk)"
        )
    target = options.out or Path(str(style.font_path()))
    digest = build(options.source, target)
    print(
        f"{target.name}  {target.stat().st_size / 1e6:.2f} MB  {len(wanted())} characters  sha256 "
        f"{digest}"
    )


if __name__ == "__main__":
    main()
