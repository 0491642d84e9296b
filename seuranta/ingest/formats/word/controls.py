"""What content controls and the fields of old forms stand for: ticks, choices, prompts."""

from lxml.etree import _Element as Element

from seuranta.ingest.formats.office.package import is_on, whole_number
from seuranta.ingest.formats.word.xml import W, flag, value

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def settle_controls(document: Element) -> None:
    """Let content controls say what they stand for: a tick or none, and nothing in place of a prompt.

    Word puts them around runs, paragraphs, cells and rows alike, so they are settled before the walk.
    """
    for control in document.iter(f"{W}sdt"):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        box = properties.find(f"{_W14}checkbox")
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        if box is not None:
            ticked = box.find(f"{_W14}checked")
            is_ticked = ticked is not None and is_on(ticked.get(f"{_W14}val"))
            _replace_text(content, "☒" if is_ticked else "☐")
        elif flag(properties, "showingPlcHdr"):
            _replace_text(content, "")
        elif gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            control.remove(content)


def _replace_text(content: Element, text: str) -> None:
    for element in list(content.iter(f"{W}t", f"{W}sym")):
        if element.tag == f"{W}sym":
            element.tag = f"{W}t"
        element.text, text = text, ""


def form_choice(step: Element) -> str:
    """What a check box or a drop-down list of an old form shows."""
    if (box := step.find(f"{W}ffData/{W}checkBox")) is not None:
        has_own = box.find(f"{W}checked") is not None
        return "☒" if flag(box, "checked" if has_own else "default") else "☐"
    if (choices := step.find(f"{W}ffData/{W}ddList")) is not None:
        entries = [entry.get(f"{W}val", "") for entry in choices.iterchildren(f"{W}listEntry")]
        chosen = whole_number(value(choices, "result"), 0)
        return entries[chosen] if 0 <= chosen < len(entries) else ""
    return ""
