"""The two real documents, and invented ones to write in a test."""

import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[1]
RAW = ROOT / "data" / "raw"
FOLLOW_UP = RAW / "porvoo-digiohjelma" / "2022-09" / "digiohjelman-seuranta-2022-09.txt"
ROADMAP = RAW / "porvoo-digitiekartta" / "2024-01" / "digitiekartta-2024.txt"

PROGRAMME_TOML = """
[programme]
first_year = 2021
last_year = 2024
languages = ["fi", "sv", "en"]
document_language = "fi"
[programme.name]
fi = "Kuvalan digiohjelma"
sv = "Kuvala digiprogram"
en = "Digital programme of Kuvala"
[programme.organisation]
fi = "Kuvalan kaupunki"
sv = "Kuvala stad"
en = "City of Kuvala"
[[themes]]
id = "services"
tables = [1]
[themes.name]
fi = "Palvelut"
sv = "Tjänster"
en = "Services"
"""


def tabbed(document: str) -> bytes:
    """A tab-separated document from a table that can be seen: ` | ` stands for a tab."""
    lines = textwrap.dedent(document).strip("\n").split("\n")
    return "\n".join("\t".join(cell.strip() for cell in line.split("|")) for line in lines).encode()


KUVALA = tabbed("""
    Käyttötapaus | 2021 | 2022 | 2023 | 2024 | Tilanne 03/2023
    Sähköinen vene- ja satamapaikkojen varaus | x | x | | | Otettu käyttöön 2022.
    Kouluverkon tietomalli | | x | x | | Työ on käynnissä, ja se jatkuu vuonna 2023.
    Leikkipuistojen kuntotiedot kartalle | x | | | |
    Pysäköintitunnusten sähköinen haku | | | | x | Aloitetaan vuonna 2024.
""")


def make_installation(
    root: Path, *, slug: str = "kuvala", period: str = "2023-03", content: bytes = KUVALA
) -> Path:
    """An installation with one programme of an invented city and one document."""
    folder = root / "data" / "raw" / slug / period
    folder.mkdir(parents=True)
    (folder.parent / "programme.toml").write_text(PROGRAMME_TOML, encoding="utf-8")
    (folder / "tilanne.txt").write_bytes(content)
    return root
