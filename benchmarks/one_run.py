"""What one run of one period costs: CPU seconds and memory of all its processes together.

    .venv/bin/python benchmarks/one_run.py [PROGRAMME PERIOD] [--runs 3]

The run is forced and made in a copy of the data, in every language of the programme. CPU time counts the
command and all its kernels; memory is the largest sum of resident pages that was seen, shared pages once.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
SAMPLE_SECONDS = 0.05
CPU_BUDGET, MEMORY_BUDGET_MB = 12, 700


@dataclass(frozen=True)
class Cost:
    """What a run cost."""

    cpu_seconds: float
    wall_seconds: float
    memory_mb: float


def main() -> None:
    """Run, measure, print a line a run and the medians beside the budget."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("programme", nargs="?", default="porvoo-digiohjelma")
    parser.add_argument("period", nargs="?", default="2022-09")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "data" / "raw", Path(folder) / "data" / "raw")
        command = [sys.executable, str(ROOT / "pipeline.py"), "--root", folder]
        command += ["run", options.programme, options.period, "--force"]
        costs = [measure(command) for _ in range(options.runs + 1)][1:]
    for cost in costs:
        print(f"{cost.cpu_seconds:6.2f} CPU-s  {cost.wall_seconds:6.2f} s  {cost.memory_mb:5.0f} MB")
    cpu = statistics.median(cost.cpu_seconds for cost in costs)
    memory = max(cost.memory_mb for cost in costs)
    print(f"median {cpu:.2f} CPU-s (budget {CPU_BUDGET}); peak {memory:.0f} MB (budget {MEMORY_BUDGET_MB})")


def measure(command: list[str]) -> Cost:
    """Run a command to its end and measure it with all its descendants."""
    before, started = _children_cpu(), time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    watched = psutil.Process(process.pid)
    peak = 0.0
    while process.poll() is None:
        peak = max(peak, _memory_mb(watched))
        time.sleep(SAMPLE_SECONDS)
    if process.returncode:
        sys.exit(process.communicate()[1].decode())
    return Cost(_children_cpu() - before, time.monotonic() - started, peak)


def _children_cpu() -> float:
    times = psutil.Process().cpu_times()
    return float(times.children_user + times.children_system)


def _memory_mb(process: psutil.Process) -> float:
    total = 0.0
    try:
        for one in [process, *process.children(recursive=True)]:
            memory = one.memory_full_info()
            total += getattr(memory, "pss", memory.rss)
    except psutil.Error:
        return total / 1e6
    return total / 1e6


if __name__ == "__main__":
    main()
