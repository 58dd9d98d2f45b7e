"""`search_eval DOCS.jsonl QUERIES.jsonl [--engine …] [--json]`: how good search is, on a temporary index.

Documents: {"id", "lang", "title", "text"}; questions: {"qid", "lang", "set", "text", "relevant": [ids]}, a line each;
`set` may be missing.
"""

import json
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tajryiba.search.engines import make_engine
from tajryiba.search.engines.base import EngineError
from tajryiba.search.evaluation import Corpus, evaluate, read_lines, read_questions


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("documents", type=Path)
        parser.add_argument("questions", type=Path)
        parser.add_argument("--engine", default=settings.SEARCH_ENGINE, help="tantivy, postgresql or opensearch")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--answers", type=Path, help="write what each question found to this file, one a line")

    def handle(self, *args, documents, questions, **options):
        try:
            with tempfile.TemporaryDirectory(prefix="search-eval-") as folder:
                corpus = Corpus(make_engine(options["engine"], folder=Path(folder), space="evaluation"))
                corpus.build(read_lines(documents))
                report, answers = evaluate(corpus, read_questions(questions))
        except (OSError, ValueError, KeyError, EngineError) as error:
            raise CommandError(f"Not evaluated: {error}") from error
        if options["answers"]:
            lines = [json.dumps({"qid": qid, "found": found}) for qid, found in answers.items()]
            options["answers"].write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.stdout.write(json.dumps(bare(report), ensure_ascii=False) if options["json"] else table(report))


def bare(report: dict) -> dict:
    """The promised JSON: without the numbers of questions, which the table shows."""
    if not isinstance(report, dict):
        return report
    return {name: bare(value) for name, value in report.items() if name != "queries"}


def table(report: dict) -> str:
    """The report for people, a heading a line."""
    lines = [f"{'':28} {'queries':>8} {'MRR@10':>8} {'recall@10':>10}"]
    for lang in sorted(set(report) - {"ms"}):
        lines.append(_line(lang, report[lang]))
        lines += [_line(f"  {name}", sums) for name, sums in report[lang]["sets"].items()]
    return "\n".join([*lines, f"p50 {report['ms']['p50']} ms, p95 {report['ms']['p95']} ms a query"])


def _line(name: str, sums: dict) -> str:
    return f"{name:28} {sums['queries']:8} {sums['mrr@10']:8.3f} {sums['recall@10']:10.3f}"
