"""The filters of a list in words, for the title of its chart."""

from collections.abc import Mapping
from typing import Any

from domain import vocabularies as terms
from domain.codes import JURISDICTIONS, MISSING, subdivisions

PHRASES: Mapping[str, str] = {
    "q": "“{}”",
    "convert": "",
    "jurisdiction": "{}",
    "all_topic": "topics {}",
    "all_party": "parties {}",
    "all_role": "roles {}",
    "all_announcement_topic": "announcement topics {}",
    "all_announcement_party": "announcement parties {}",
    "all_announcement_role": "announcement roles {}",
    "in_force_on": "in force on {}",
    "overdue=true": "late",
    "overdue=false": "not late",
    "overdue_on": "late on {}",
    "since": "by the {} due date",
    "due_moved=true": "due date moved",
    "due_moved=false": "due date never moved",
    "approximate=true": "rough figures",
    "approximate=false": "figures that are not rough",
    "superseded=include": "superseded records included",
    "restated=include": "restated amounts included",
    "subdivisions=include": "with their parts",
    "match=overlaps": "",
    "match=within": "dates wholly in these ranges",
    "due=_missing": "without a due date",
    "starts=_missing": "without a first day",
    "target=_missing": "without a figure",
    "effective=_missing": "without a day of taking effect",
    "period=_missing": "without a period",
    "change=_missing": "without a comparison",
    "starts_from": "starting from {}",
    "starts_to": "starting by {}",
    "effective_from": "in effect from {}",
    "effective_to": "in effect by {}",
    "updated_from": "changed since {}",
    "updated_to": "changed by {}",
    "significantly_updated_from": "changed in substance since {}",
    "significantly_updated_to": "changed in substance by {}",
    "created_from": "recorded since {}",
    "created_to": "recorded by {}",
    "published_from": "published since {}",
    "published_to": "published by {}",
    "period_from": "for the time from {}",
    "period_to": "for the time to {}",
    "due_to": "due by {}",
    "announced_to": "announced by {}",
    "value_min": "at least {}",
    "value_max": "at most {}",
    "amount_min": "at least {}",
    "amount_max": "at most {}",
    "change_min": "changed by at least {} %",
    "change_max": "changed by at most {} %",
}
"""What filters mean, by name and value or by name; others read well as `name value`. Empty: goes without saying."""

LABELS: Mapping[str, Mapping[str, str]] = {
    "kind": terms.COMMITMENT_KIND.labels | terms.AMOUNT_KIND.labels,
    "announcement_kind": terms.ANNOUNCEMENT_KIND.labels,
    "status": terms.COMMITMENT_STATUS.labels,
    "comparator": terms.COMPARATOR.labels | terms.AMOUNT_COMPARATOR.labels,
    "stage": terms.STAGE.labels,
    "frequency": terms.FREQUENCY.labels,
    "role": terms.PARTY_ROLE.labels,
    "source_kind": terms.SOURCE_KIND.labels,
    "policy_status": terms.POLICY_STATUS.labels,
    "relation_type": terms.RELATION_TYPE.labels,
    "state": terms.STATE.labels,
}
"""Labels of a filter's values."""


def chart_title(subject: str, params: Mapping[str, Any]) -> str:
    """The subject, and the filters in words, the words that were searched for first."""
    names = sorted(params, key=lambda name: name != "q")
    phrases = [phrase for name in names if (phrase := filter_phrase(name, params[name]))]
    return f"{subject}: {', '.join(phrases)}" if phrases else subject


def filter_phrase(name: str, value: Any) -> str:
    """A filter in words; empty if it goes without saying."""
    if name.startswith("exclude_"):
        return f"except {filter_phrase(name.removeprefix('exclude_'), value)}"
    values = value if isinstance(value, list) else [value]
    phrase = PHRASES.get(f"{name}={values[0]}".lower(), PHRASES.get(name, f"{name.replace('_', ' ')} {{}}"))
    joint = " and " if name.startswith("all_") else " or "
    words = joint.join(value_words(name, str(each)) for each in values)
    return phrase.replace("{}", words)


def value_words(name: str, value: str) -> str:
    """A value of a filter in words."""
    if value == MISSING:
        return "not stated"
    base = name.removeprefix("all_")
    if base in LABELS:
        return LABELS[base].get(value, value).lower()
    if base == "jurisdiction":
        return JURISDICTIONS.get(value) or subdivisions().get(value, value)
    if base.endswith("topic"):
        return value.replace("-", " ")
    if base.endswith("role"):
        return terms.PARTY_ROLE.labels.get(value, value).lower()
    return value
