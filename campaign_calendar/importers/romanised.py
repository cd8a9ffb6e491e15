"""Words in a script of India, or in Latin letters, in; roughly how they are said, in the letters of ids, out."""

from __future__ import annotations

import re
import unicodedata

LETTER = re.compile(r"[A-Z]+ (?:LETTER|VOWEL SIGN|SIGN|DIGIT) ([A-Z]+)(?: [A-Z]+)*")
NASAL = ("ANUSVARA", "CANDRABINDU", "BINDI", "TIPPI")
SOUNDS = {"VISARGA": "", "NUKTA": "", "AVAGRAHA": "", **dict.fromkeys(NASAL, "n")}
SIMPLER = (("aa", "a"), ("ii", "i"), ("uu", "u"), ("cc", "c"))


def romanised(text: str) -> str:
    """A consonant has an a behind it, but before a vowel, a virama or the end of its word."""
    spaced = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in text.lower())
    return " ".join(filter(None, map(_word, spaced.split())))


def _word(word: str) -> str:
    sounds: list[str] = []
    for c in unicodedata.normalize("NFC", word):
        if c.isascii():
            sounds.append(c)
            continue
        decimal = unicodedata.decimal(c, None)
        name = unicodedata.name(c, "")
        found = LETTER.match(name)
        if decimal is not None:
            sounds.append(str(decimal))
        elif "VIRAMA" in name:
            _mute(sounds)
        elif found and found[1] in SOUNDS:
            sounds.append(SOUNDS[found[1]])
        elif found and "VOWEL SIGN" in name:
            _mute(sounds)
            sounds.append(found[1].lower())
        elif name.startswith("LATIN"):
            sounds.append(unicodedata.normalize("NFKD", c).encode("ascii", "ignore").decode())
        elif found:
            sounds.append(re.sub(r"^([TDNRLS])\1", r"\1", found[1]).lower())
    said = "".join(sounds)
    last = unicodedata.name(word[-1], "") if word else ""
    if " LETTER " in last and not last.startswith("LATIN") and len(said) > 2 and re.search("[^aeiou]a$", said):
        said = said[:-1]
    for long, short in SIMPLER:
        said = said.replace(long, short)
    return said


def _mute(sounds: list[str]) -> None:
    if sounds and len(sounds[-1]) > 1 and sounds[-1].endswith("a"):
        sounds[-1] = sounds[-1][:-1]
