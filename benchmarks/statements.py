"""How well statements with known labels are read, per language, and how fast.

    .venv/bin/python benchmarks/statements.py [STATEMENTS.jsonl] [--errors fi]

Without a file, `statements.jsonl` beside this script is read: some 1,150 statements that we wrote for the
purpose in the manner of many bodies, each labelled by its writer and, blind, by a second reader; `acceptable`
joins their labels (they agreed on 97 %), and statements whose blocker they saw differently are left out.

One JSON object a line: `id`, `lang`, `item`, `text`, `period_year`, `label`, `acceptable` (labels that a
careful reader could also defend), `as_of_year` and `blocker` (null for none). A third of the lines, chosen by
a hash of their ids, is set aside: its figures are printed and its texts never, so that cues are not written
by example. `--errors` lists what was read wrongly among the others.
"""

import argparse
import hashlib
import json
import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from seuranta.classify import Reading, read_status
from seuranta.model import Status, Tier

OUR_OWN = Path(__file__).with_name("statements.jsonl")
ONE_IN = 3
_95_PER_CENT = 1.96


@dataclass(frozen=True)
class Read:
    """A statement and how it was read."""

    statement: dict[str, Any]
    reading: Reading

    @property
    def is_exact(self) -> bool:
        """Whether the status is the one that the reader preferred."""
        return str(self.reading.status) == self.statement["label"]

    @property
    def is_acceptable(self) -> bool:
        """Whether the status is one that a careful reader could defend."""
        return str(self.reading.status) in self.statement["acceptable"]


def main() -> None:
    """Read every statement; print the figures of the read part and of the part set aside."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("statements", type=Path, nargs="?", default=OUR_OWN)
    parser.add_argument("--errors", metavar="LANGUAGE", help="list what was read wrongly in this language")
    parser.add_argument("--confusion", action="store_true", help="print who was taken for whom")
    options = parser.parse_args()
    lines = options.statements.read_text(encoding="utf-8").splitlines()
    statements = [json.loads(line) for line in lines if line.strip()]
    seconds = []
    for _ in ("first, with the lexicons to load", "then"):
        started = time.process_time()
        reads = read_all(statements)
        seconds.append(time.process_time() - started)
    read = [r for r in reads if not is_set_aside(r.statement["id"])]
    aside = [r for r in reads if is_set_aside(r.statement["id"])]
    for name, part in (("read", read), ("set aside", aside)):
        print_part(name, part, with_confusion=options.confusion)
    first, then = (len(statements) / each for each in seconds)
    print(f"{first:.0f} statements a second the first time, with lexicons to load; {then:.0f} thereafter")
    if options.errors:
        print_errors([r for r in read if r.statement["lang"] == options.errors])


def read_all(statements: Sequence[dict[str, Any]]) -> list[Read]:
    """Each statement with its reading."""
    return [
        Read(s, read_status(s["text"], item=s["item"], language=s["lang"], period_year=s["period_year"]))
        for s in statements
    ]


def is_set_aside(id_: str) -> bool:
    """Whether a statement belongs to the third whose texts nobody reads."""
    return int(hashlib.sha256(id_.encode()).hexdigest(), 16) % ONE_IN == 0


def print_part(name: str, part: Sequence[Read], *, with_confusion: bool) -> None:
    """The figures of each language and of all."""
    print(
        f"\n{name:10} {'n':>4} {'exact':>6} {'accept':>6} {'macroF1':>7}   {'clear':>5}"
        f" {'right':>5} {'95 % interval':>14}   {'years':>7} {'blockers':>9} {'right':>5} {'false':>5}"
    )
    languages = sorted({r.statement["lang"] for r in part})
    for language in [*languages, "all"]:
        print_language(language, [r for r in part if language in ("all", r.statement["lang"])])
    if with_confusion:
        for language in languages:
            print_confusion(language, [r for r in part if r.statement["lang"] == language])


def print_language(language: str, reads: Sequence[Read]) -> None:
    """One line of figures; of the clear tier, `right` is the share of acceptable readings."""
    n = len(reads)
    clear = [r for r in reads if r.reading.tier is Tier.CLEAR]
    right = sum(r.is_acceptable for r in clear)
    low, high = wilson_interval(right, len(clear))
    dated = [r for r in reads if r.statement["as_of_year"] is not None]
    years = sum(r.reading.as_of_year == r.statement["as_of_year"] for r in dated)
    blocked = [r for r in reads if r.statement["blocker"]]
    found = sum(r.reading.blocker is not None for r in blocked)
    same = sum(r.reading.blocker == r.statement["blocker"] for r in blocked)
    false = sum(r.reading.blocker is not None for r in reads if not r.statement["blocker"])
    print(
        f"{language:10} {n:4} {sum(r.is_exact for r in reads) / n:6.2f}"
        f" {sum(r.is_acceptable for r in reads) / n:6.2f} {macro_f1(reads):7.2f}   {len(clear) / n:5.2f}"
        f" {right / max(1, len(clear)):5.2f} {low:7.2f}–{high:.2f}  {years:3}/{len(dated):<4}"
        f" {found:4}/{len(blocked):<4} {same:5} {false:5}"
    )


def wilson_interval(right: int, n: int) -> tuple[float, float]:
    """The 95 % interval of Wilson for a share."""
    if n == 0:
        return 0.0, 1.0
    z = _95_PER_CENT
    share, spread = right / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / n / 4) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def macro_f1(reads: Sequence[Read]) -> float:
    """The mean F1 of the labels that occur."""
    scores = []
    for label in {r.statement["label"] for r in reads}:
        labelled = [r for r in reads if r.statement["label"] == label]
        given = [r for r in reads if str(r.reading.status) == label]
        scores.append(2 * sum(r.is_exact for r in labelled) / (len(labelled) + len(given)))
    return sum(scores) / max(1, len(scores))


def print_confusion(language: str, reads: Sequence[Read]) -> None:
    """Rows are labels, columns what was read."""
    statuses = [str(status) for status in Status]
    counts = Counter((r.statement["label"], str(r.reading.status)) for r in reads)
    print(f"\n{language:14}" + "".join(f"{status[:8]:>9}" for status in statuses))
    for label in statuses:
        print(f"{label:14}" + "".join(f"{counts[label, status] or '·':>9}" for status in statuses))


def print_errors(reads: Sequence[Read]) -> None:
    """What was read otherwise than the reader preferred, with the words that decided."""
    for r in reads:
        wanted, got = r.statement, r.reading
        if r.is_exact and got.blocker == wanted["blocker"] and got.as_of_year == wanted["as_of_year"]:
            continue
        cues = "; ".join(f"{e.text} [{e.cue}]" for e in got.evidence)
        mark = " " if r.is_exact else "~" if r.is_acceptable else "X"
        print(f"\n{mark} {wanted['id']} {wanted['period_year']} ({wanted['item']}) {wanted['text']}")
        print(
            f"   label {'/'.join(wanted['acceptable'])}, read {got.status} {got.tier} by {got.rule}: {cues}"
        )
        print(f"   blocker {wanted['blocker']}, read {got.blocker} ({got.blocker_words})")
        print(f"   year {wanted['as_of_year']}, read {got.as_of_year}")


if __name__ == "__main__":
    main()
