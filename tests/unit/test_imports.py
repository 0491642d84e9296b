"""What a command does not need, it does not import: heavy libraries cost seconds at every start."""

import subprocess
import sys

import pytest

HEAVY = (
    "pandas",
    "great_expectations",
    "matplotlib",
    "papermill",
    "nbconvert",
    "typst",
    "pikepdf",
    "lxml",
    "pdfplumber",
    "openpyxl",
    "docx",
    "pptx",
    "python_calamine",
)


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("seuranta", ()),
        ("seuranta.cli", ()),
        ("seuranta.runs.period", ()),
        ("seuranta.runs.batch", ()),
        ("seuranta.classify", ()),
        ("seuranta.ingest", ("lxml",)),
        ("seuranta.validate", ("pandas",)),
        ("seuranta.indicators", ("pandas",)),
        ("seuranta.report.html.page", ("lxml",)),
        (
            "seuranta.report.pdf.render",
            ("typst", "pikepdf", "lxml", "pdfplumber", "openpyxl", "docx", "pptx", "python_calamine"),
        ),
    ],
)
def test_importing_a_module_brings_no_heavy_library_along(module: str, allowed: tuple[str, ...]) -> None:
    script = f"import sys, {module}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert set(loaded.stdout.split()) <= set(allowed)
