"""The review as JSON values, and as lines for people."""

from collections.abc import Sequence
from typing import Any

from seuranta.classify.agreement import MIN_TEXTS, Agreement
from seuranta.classify.fingerprint import lexicon_fingerprint
from seuranta.classify.reading import evidence_to_json
from seuranta.classify.reliability import TierRecord
from seuranta.classify.review import Answer, Decided, ReviewItem
from seuranta.review.period import ReviewedPeriod
from seuranta.review.sheet import words_that_decided


def review_json(review: ReviewedPeriod, items: Sequence[ReviewItem], *, blind: bool) -> dict[str, Any]:
    """The object that `review --json` prints.

    Args:
        review: the period.
        items: the readings to show.
        blind: whether a second reader asks, who is shown words and nothing that was read in them.
    """
    value: dict[str, Any] = {
        "programme": review.folders.slug,
        "period": review.folders.period,
        "readings": [_text_json(item) if blind else _item_json(item) for item in items],
        "expired": expired_json(review, blind=blind),
    }
    if blind:
        return value
    return {
        **value,
        "lexicon": lexicon_fingerprint(),
        "record": [_record_json(record) for record in review.records],
        "agreement": {
            "text_count": review.agreement.text_count,
            "same_count": review.agreement.same_count,
            "kappa": review.agreement.kappa,
        },
    }


def expired_json(review: ReviewedPeriod, *, blind: bool) -> list[dict[str, Any]]:
    """What was decided about words that are no longer there."""
    names = dict(zip(review.actions["action_id"], review.actions["name"], strict=True))
    rows = review.expired(second_reader=blind).to_dict(orient="records")
    return [{**{str(k): v for k, v in row.items()}, "name": names.get(row["action_id"])} for row in rows]


def review_lines(review: ReviewedPeriod, items: Sequence[ReviewItem], *, blind: bool) -> list[str]:
    """The same as lines."""
    lines = [line for item in items for line in _item_lines(item, blind=blind)]
    return lines + closing_lines(review, blind=blind)


def closing_lines(review: ReviewedPeriod, *, blind: bool) -> list[str]:
    """What stands below the readings: expired decisions, records and agreement."""
    lines = []
    for row in expired_json(review, blind=blind):
        name = row["name"] or row["action_id"]
        told = f"{row['status']} by {row['decided_by']}, {row['decided_on']}"
        lines.append(f"expired ({row['why']}): {name}: {told}")
    if blind:
        return lines
    return [*lines, *map(record_line, review.records), agreement_line(review.agreement)]


def record_line(record: TierRecord) -> str:
    """A tier's record in words: "clear: 12 of 13 right (67–99 %)"."""
    if record.interval is None:
        return f"{record.tier}: nobody has checked a reading since the lexicon last changed"
    low, high = (round(100 * share) for share in record.interval)
    return f"{record.tier}: {record.right_count} of {record.text_count} right ({low}–{high} %)"


def agreement_line(agreement: Agreement) -> str:
    """The agreement of two readers in words."""
    if agreement.text_count < MIN_TEXTS:
        return f"two readers: {agreement.text_count} texts in common, too few for an agreement"
    counts = f"two readers: {agreement.same_count} of {agreement.text_count} texts the same"
    if agreement.kappa is None:
        return f"{counts}; both gave one status to all, so that Cohen's kappa says nothing"
    return f"{counts}, Cohen's kappa {agreement.kappa:.2f}"


def _item_lines(item: ReviewItem, *, blind: bool) -> list[str]:
    lines = [
        f"{item.label}  {item.name}",
        f"  place: {item.place}",
        f"  planned: {item.planned_years or '–'}",
        f"  text: {item.status_text or '(blank)'}",
    ]
    if blind:
        return lines
    extra = (
        ("alternatives", ", ".join(item.alternatives)),
        ("suggested", item.suggested),
        ("blocker", item.read.blocker),
        ("as of", item.read.as_of_year),
        ("decided", _decided_line(item.decided) if item.decided else None),
    )
    return [
        *lines,
        f"  why: {item.why}",
        f"  read as: {item.read.status} ({item.tier}; rule {item.rule})",
        f"  words: {'; '.join(words_that_decided(item)) or 'none'}",
        *(f"  {name}: {value}" for name, value in extra if value),
    ]


def _decided_line(decided: Decided) -> str:
    return f"{decided.answer.status} by {decided.by}, {decided.on}"


def _text_json(item: ReviewItem) -> dict[str, Any]:
    return {
        "action_id": item.action_id,
        "text_sha256": item.text_sha256,
        "label": item.label,
        "name": item.name,
        "planned_years": item.planned_years,
        "status_text": item.status_text,
        "language": item.language,
        "place": item.place,
    }


def _item_json(item: ReviewItem) -> dict[str, Any]:
    return {
        **_text_json(item),
        "why": str(item.why),
        **_answer_json(item.read),
        "alternatives": [str(status) for status in item.alternatives],
        "tier": str(item.tier),
        "rule": item.rule,
        "evidence": evidence_to_json(item.evidence),
        "blocker_words": item.blocker_words,
        "suggested": item.suggested,
        "decision": _decided_json(item.decided) if item.decided else None,
    }


def _decided_json(decided: Decided) -> dict[str, Any]:
    return {
        **_answer_json(decided.answer),
        "reason": decided.answer.reason,
        "decided_by": decided.by,
        "decided_on": decided.on,
    }


def _answer_json(answer: Answer) -> dict[str, Any]:
    return {
        "status": str(answer.status),
        "blocker": None if answer.blocker is None else str(answer.blocker),
        "as_of_year": answer.as_of_year,
    }


def _record_json(record: TierRecord) -> dict[str, Any]:
    low, high = record.interval or (None, None)
    return {
        "tier": str(record.tier),
        "text_count": record.text_count,
        "right_count": record.right_count,
        "low_share": low,
        "high_share": high,
    }
