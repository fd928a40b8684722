"""Texts as the core leaves them, and what of them must arrive in a medium."""
import unicodedata


def cleaned(text, line_break=" "):
    """What the core leaves of a text: no overrides of direction, U+FFFD for controls and noncharacters. Media whose
    titles have one line put a stroke for a line break."""
    output = []
    for character in text.replace("\r\n", "\n"):
        code = ord(character)
        if character in "\t\n\x0b\x0c\r\x85\u2028\u2029":
            follows = bool(output) and output[-1] == line_break
            output.append(" " if character == "\t" or follows else line_break)
        elif code < 0x20 or 0x7F <= code <= 0x9F or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
            output.append("\ufffd")
        else:
            output.append(character)
    return essence("".join(output))


def essence(text):
    """A text without what a medium may set as it likes: white space, what has no shape, curved apostrophes."""
    return "".join(character for character in text.replace("’", "'")
                   if not character.isspace() and unicodedata.category(character) not in ("Cf", "Zs", "Zl", "Zp")
                   and character not in "\u034f\u180e")


def controls(text):
    """Characters that no medium may carry."""
    return sorted({f"U+{ord(c):04X}" for c in text if (ord(c) < 0x20 and c not in "\t\n\r\f") or 0x7F <= ord(c) <= 0x9F
                   or c in "\u202a\u202b\u202d\u202e\ufffe\uffff"})
