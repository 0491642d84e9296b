"""What a report costs to make and to send: time of another language and of the PDF, sizes of the files.

    .venv/bin/python benchmarks/report.py [PROGRAMME PERIOD] [--runs 5]

The period is run once in a copy of the data. Then each measure is taken in a fresh process that has made the
report in one language, as a run has when it comes to the next. The second language is composed, drawn and
made into a page; its PDF is measured by itself. The least of several processes counts: whatever else the
machine is doing can only add to it.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
LANGUAGE_BUDGET_S, PDF_BUDGET_S = 0.4, 0.5
HTML_BUDGET_KB, PDF_BUDGET_KB, CHART_BUDGET_KB = 450, 400, 60
_MEASURED = """
import json, sys, time
from pathlib import Path
from seuranta.classify.fingerprint import lexicon_fingerprint
from seuranta.report.blocks import to_json
from seuranta.report.content.compose import compose_reports
from seuranta.report.content.material import Material
from seuranta.report.html.page import render_html
from seuranta.report.pdf.render import render_pdf
from seuranta.store.provenance import report_provenance
from seuranta.store.workspace import Workspace

root, programme, period = sys.argv[1:]
tables = Path(root, "data", "processed", programme, period)
space = Workspace.open(programme, period, root=root, work=str(tables))
loaded = {name: space.load(name) for name in (
    "documents actions readings expired_decisions reliability findings quarantine indicators continuations "
    "changes transitions trend burn_up forecast links"
).split()}
material = Material(
    programme=space.programme, period=space.period, revisions=space.revisions(loaded["indicators"]),
    provenance=report_provenance(lexicon=lexicon_fingerprint()), **loaded,
)

def made(language):
    started = time.process_time()
    report = to_json(compose_reports(material, (language,)).reports[language])
    render_html(report)
    written = time.process_time()
    render_pdf(report)
    return written - started, time.process_time() - written

first, second = space.languages("")[:2]
made(first)
print(json.dumps(made(second)))
"""


def main() -> None:
    """Run the period, measure, and print each measure beside its budget; exit 1 when one is over it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("programme", nargs="?", default="porvoo-digiohjelma")
    parser.add_argument("period", nargs="?", default="2022-09")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(ROOT / "data" / "raw", Path(root) / "data" / "raw")
        _run([str(ROOT / "pipeline.py"), "--root", root, "run", options.programme, options.period])
        arguments = ["-c", _MEASURED, root, options.programme, options.period]
        pairs = [json.loads(_run(arguments)) for _ in range(options.runs)]
        folder = Path(root) / "reports" / options.programme / options.period
        pages = [path.read_bytes() for path in sorted(folder.glob("report.*.html"))]
        pdfs = [path.stat().st_size for path in sorted(folder.glob("report.*.pdf"))]
    charts = [
        len(chart)
        for page in pages
        for chart in re.findall(rb'<div class="drawing".*?</div>', page, re.DOTALL)
    ]
    measures = (
        ("a second language", min(pair[0] for pair in pairs), LANGUAGE_BUDGET_S, "CPU-s"),
        ("its PDF, warm", min(pair[1] for pair in pairs), PDF_BUDGET_S, "CPU-s"),
        ("largest HTML page", max(map(len, pages)) / 1000, HTML_BUDGET_KB, "KB"),
        ("largest PDF", max(pdfs) / 1000, PDF_BUDGET_KB, "KB"),
        ("largest chart", max(charts) / 1000, CHART_BUDGET_KB, "KB"),
    )
    for name, value, budget, unit in measures:
        verdict = "" if value <= budget else "  OVER"
        print(f"{name:18}  {value:7.2f} {unit:5}  (budget {budget:g}){verdict}")
    sys.exit(any(value > budget for _, value, budget, _ in measures))


def _run(arguments: list[str]) -> str:
    finished = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    if finished.returncode:
        sys.exit(finished.stderr)
    return finished.stdout


if __name__ == "__main__":
    main()
