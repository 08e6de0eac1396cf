"""`make drafts-score`: score an extractor on the development set, and write the confidence of its bands."""

from __future__ import annotations

import sys

import click

from api.services.drafts.workers import installed_extractors
from benchmarks.drafts import report, score
from benchmarks.drafts.articles import read_articles
from benchmarks.drafts.drafting import draft_article, write_confidence
from benchmarks.drafts.speed import speed_lines
from benchmarks.drafts.verdicts import count_by_band, count_by_type, score_draft
from domain.extractor_process import load_extractors

BUILT_IN = "rules"


@click.command()
@click.option("--extractor", "name", default=BUILT_IN, show_default=True, help="An installed extractor.")
@click.option("--only", help="Numbers of articles, separated by commas.")
@click.option("--errors", is_flag=True, help="Print each fact that is wrong, missed or invented.")
@click.option("--speed", is_flag=True, help="Measure articles per second, and the time of the longest text.")
@click.option("--set-floor", is_flag=True, help="Write the floor: a little under what was measured.")
def main(*, name: str, only: str | None, errors: bool, speed: bool, set_floor: bool) -> None:
    """Print precision, recall and F1 by type. Exits with 1 if one of them is under the floor."""
    extractors = load_extractors(installed_extractors())
    if name not in extractors:
        raise click.BadParameter(
            f"“{name}” is not installed. Installed: {', '.join(extractors)}.", param_hint="--extractor"
        )
    extractor = extractors[name]
    articles = [each for each in read_articles() if only is None or each.name in only.split(",")]
    scored = [score_draft(article, draft_article(article, name, extractor)) for article in articles]
    counts = count_by_type(scored)
    click.echo(f"{len(scored)} articles\n\n{report.type_table(counts)}\n")
    click.echo(f"{report.type_table(counts, score.DETAILS)}\n\n{report.error_summary(scored)}")
    click.echo("\n".join(report.language_lines(scored)))
    if errors:
        click.echo("\n".join(report.error_lines(scored)))
    if speed:
        click.echo("\n".join(speed_lines(articles, name, extractor)))
    if name != BUILT_IN or only is not None:
        return
    write_confidence(name, extractor.version, count_by_band(scored))
    if set_floor:
        report.write_floor(counts)
    if misses := report.misses(counts, report.read_floor()):
        sys.exit("\n".join(misses))


if __name__ == "__main__":
    main(prog_name="python -m benchmarks.drafts")
