"""Cuts the Chinese font that simcore ships out of Noto Sans CJK SC.

Run it only when a character is missing: `python simcore/screens/fonts/subset_font.py NotoSansCJK-Regular.ttc`
(the file comes with Debian's package fonts-noto-cjk). fontTools comes with matplotlib.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

SOURCE_FAMILY = "Noto Sans CJK SC"
# The licence asks for nothing of the kind, but a name of its own keeps the subset from hiding a complete Noto
# that is installed on the same machine.
FAMILY = "Simcore Sans SC"
BEYOND_GB2312 = "–—‘’“”…‰€¥·×÷−≤≥≈≠→←↑↓√∑§©°±²³½¼¾①②③④⑤⑥⑦⑧⑨⑩㎡"
DROPPED_TABLES = ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF"]


def wanted_characters() -> set[int]:
    """Code points of GB 2312 (7,445 characters), Latin with its accents, and the signs that labels use."""
    characters = set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {ord(sign) for sign in BEYOND_GB2312}
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            characters.update(map(ord, bytes([row, cell]).decode("gb2312", "ignore")))
    return characters


def rename(font: TTFont) -> None:
    """Give the subset its own family name; the copyright and licence lines stay as they are."""
    postscript = FAMILY.replace(" ", "")
    names = {1: FAMILY, 3: f"{postscript}-Regular", 4: FAMILY, 6: f"{postscript}-Regular"}
    for record in font["name"].names:
        if record.nameID in names:
            record.string = names[record.nameID]
    top = font["CFF "].cff
    top.fontNames = [names[6]]
    top[0].FullName = top[0].FamilyName = FAMILY


def cut(source: Path, target: Path) -> None:
    """Write to `target` (OpenType, CFF) the wanted characters of the collection `source`."""
    fonts = TTCollection(source).fonts
    font: TTFont = next(font for font in fonts if font["name"].getDebugName(1) == SOURCE_FAMILY)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += DROPPED_TABLES
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted_characters())
    cutter.subset(font)
    rename(font)
    font.recalcTimestamp = False
    font.save(target)


if __name__ == "__main__":
    cut(Path(sys.argv[1]), Path(__file__).with_name("SimcoreSansSC-Regular.otf"))
