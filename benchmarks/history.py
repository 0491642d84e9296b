"""What linking costs, and how a run grows with the periods before it and with the actions.

    .venv/bin/python benchmarks/history.py [--actions 300] [--runs 3] [--no-run]

Three periods of an invented programme are put together from the histories of `tests/histories`: actions
that stay, are renamed, split, merged, away for a period, and look-alikes, with status texts. First
`link --json` on all three periods; then `run --force` of each period, for a fifth of the actions and for all
of them. CPU seconds of a command and all its processes; ratios are within this run and hold on any machine.
"""

import argparse
import statistics
import sys
import tempfile
from itertools import product
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.one_run import measure
from tests.documents import PROGRAMME_TOML
from tests.histories import PERIODS, History, histories

LINK_SECONDS = 2
SMALL_SHARE = 5
YEARS = ("2021", "2022", "2023", "2024")


def main() -> None:
    """Measure and print a table, then the ratios beside what is wanted of them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--actions", type=int, default=300)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--no-run", action="store_true", help="measure `link` alone")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many = options.actions // SMALL_SHARE, options.actions
        for count in (few, many):
            programme(Path(folder), count)
        linking = [cpu(folder, "link", slug(many), "--json") for _ in range(options.runs + 1)][1:]
        median = statistics.median(linking)
        print(f"link, 3 periods x {many} actions: {median:.2f} CPU-s (at most {LINK_SECONDS})")
        if not options.no_run:
            growth(folder, few, many)


def growth(folder: str, few: int, many: int) -> None:
    """Run every period of both programmes and print how the costs compare."""
    cpu(folder, "run", slug(few), PERIODS[0], "--force")
    costs: dict[tuple[int, str], float] = {}
    for count, period in product((few, many), PERIODS):
        costs[count, period] = cpu(folder, "run", slug(count), period, "--force")
        print(f"run, {count:4d} actions, {period}: {costs[count, period]:6.2f} CPU-s")
    first, _, third = PERIODS
    for count in (few, many):
        ratio = costs[count, third] / costs[count, first]
        print(f"third period / first, {count} actions: {ratio:.2f} (linear: at most {len(PERIODS)})")
    for period in PERIODS:
        ratio = costs[many, period] / costs[few, period]
        print(f"{many} actions / {few}, {period}: {ratio:.2f} (linear: at most {many / few:.0f})")


def cpu(folder: str, *arguments: str) -> float:
    """CPU seconds of a command."""
    return measure([sys.executable, str(ROOT / "pipeline.py"), "--root", folder, *arguments]).cpu_seconds


def slug(count: int) -> str:
    """The folder name of the programme with so many actions."""
    return f"kuvala-{count}"


def programme(root: Path, count: int) -> None:
    """Write a programme of three periods with about so many actions each."""
    every = [
        *histories(aside=False, file="fields.txt", seeds=2),
        *histories(aside=True, file="fields.txt", seeds=2),
    ]
    chosen = [history for history in every if history.texts]
    home = root / "data" / "raw" / slug(count)
    for period in PERIODS:
        names = dict.fromkeys(name for history in chosen for name in history.periods[period])
        of = {name: history for history in chosen for name in history.periods[period]}
        lines = ["\t".join(("Käyttötapaus", *YEARS, f"Tilanne {period[5:]}/{period[:4]}"))]
        lines += [row(name, of[name], period) for name in [*names][:count]]
        (home / period).mkdir(parents=True)
        (home / period / "tilanne.txt").write_text("\n".join(lines), encoding="utf-8")
    (home / "programme.toml").write_text(PROGRAMME_TOML, encoding="utf-8")


def row(name: str, history: History, period: str) -> str:
    """A row of the document, with a plan that goes by the length of the name."""
    planned = YEARS[len(name.strip(" *.")) % len(YEARS)]
    marks = "\t".join("x" if year == planned else "" for year in YEARS)
    return f"{name.strip()}\t{marks}\t{history.texts[period, name]}"


if __name__ == "__main__":
    main()
