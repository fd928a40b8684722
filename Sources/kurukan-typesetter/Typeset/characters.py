"""Puts U+FFFD where no font of the chain has a character: PDF/A wants a glyph for every one."""
import os
import re
import struct

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What Noto Sans and Noto Serif hold without gaps. A report of these needs no look into the fonts.
BEYOND_SAFE = re.compile("[^\n -\u024f\u0250-\u02af\u1e00-\u1eff\u2010-\u2027\u202f-\u205e]")

# Shapers hide these where a font lacks them.
IGNORABLE = re.compile("[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060\u2061-\u2064\ufe00-\ufe0f]")

# Every meaning of these is private, so that PDF/A forbids them.
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

# Marks that enclose what stands before them, as in keycaps. The font that has them has no letters, and a cluster is set in one
# font alone. What they enclose stays: in JSON, it may be a quotation mark or a part of an escape.
ENCLOSING = re.compile("[\ufe00-\ufe0f]?[\u20d0-\u20ff]+")


def printable(text: str, fonts: list[str]) -> str:
    """`text` with one U+FFFD for each grapheme that cannot be printed."""
    seen = set(BEYOND_SAFE.findall(text))
    seen = {character for character in seen if not IGNORABLE.match(character)}
    if not seen:
        return text
    text = ENCLOSING.sub(REPLACEMENT, text)
    missing = {character for character in seen if PRIVATE.match(character)}
    missing |= unknown(seen - missing, fonts)
    if not missing:
        return text
    one = "[" + "".join(re.escape(character) for character in sorted(missing)) + "]"
    flag = "[\U0001f1e6-\U0001f1ff]"
    tail = f"(?:\u200d{one}|[\ufe00-\ufe0f\U0001f3fb-\U0001f3ff])*"
    return re.sub(f"(?:{flag}{{2}}|{one}){tail}" if re.search(flag, one) else one + tail, REPLACEMENT, text)


def unknown(characters: set[str], folders: list[str]) -> set[str]:
    """Those of `characters` that no font in the folders has."""
    missing = {ord(character) for character in characters}
    for folder in folders:
        for name in sorted(os.listdir(folder)):
            if missing and name.endswith((".ttf", ".otf")):
                missing = _without(missing, os.path.join(folder, name))
    return {chr(code) for code in missing}


def _without(codes: set[int], path: str) -> set[int]:
    with open(path, "rb") as file:
        count = struct.unpack(">4xH6x", file.read(12))[0]
        for tag, _, offset, length in struct.iter_unpack(">4sIII", file.read(count * 16)):
            if tag == b"cmap":
                file.seek(offset)
                ranges = _ranges(file.read(length))
                return {code for code in codes if not any(first <= code <= last for first, last in ranges)}
    return codes


def _ranges(table: bytes) -> list[tuple[int, int]]:
    """The ranges of code points that have glyphs (OpenType specification, cmap: format 12 if there is one, else format 4)."""
    count = struct.unpack_from(">H", table, 2)[0]
    offsets = [struct.unpack_from(">I", table, 4 + index * 8 + 4)[0] for index in range(count)]
    formats = {struct.unpack_from(">H", table, offset)[0]: offset for offset in offsets}
    if 12 in formats:
        offset = formats[12]
        groups = struct.unpack_from(">I", table, offset + 12)[0]
        return [group[:2] for group in struct.iter_unpack(">III", table[offset + 16:offset + 16 + groups * 12])]
    if 4 not in formats:
        return []
    offset = formats[4]
    segments = struct.unpack_from(">H", table, offset + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", table, offset + 14)
    starts = struct.unpack_from(f">{segments}H", table, offset + 16 + segments * 2)
    return [(first, last) for first, last in zip(starts, ends) if last != 0xFFFF]
