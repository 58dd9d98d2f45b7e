"""`search_treebank FOLDER FILE.conllu …`: a treebank of Universal Dependencies as pairs.tsv, documents.jsonl and
questions.jsonl for `search_conflation` and `search_eval`.
"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tajryiba.search import treebank
from tajryiba.search.evaluation import read_lines


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path)
        parser.add_argument("files", type=Path, nargs="+")
        parser.add_argument("--lang", choices=["ky", "ru"], default="ky")
        parser.add_argument("--words", type=int, nargs="+", default=[2, 3], choices=range(1, 9), help="of a question")
        parser.add_argument("--questions", type=int, default=400, help="of each of the five sets")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--beside", type=Path, help="further documents to be searched (JSON lines)")

    def handle(self, *args, folder, files, lang, **options):
        try:
            bank = treebank.read(files)
            beside = list(read_lines(options["beside"])) if options["beside"] else []
            folder.mkdir(parents=True, exist_ok=True)
            counted = sorted(treebank.pairs(bank).items())
            pairs = ["\t".join((*pair, str(count))) for pair, count in counted]
            (folder / "pairs.tsv").write_text("\n".join(pairs) + "\n", encoding="utf-8")
            documents = [
                {"id": treebank.name_of(number), "lang": lang, "title": "", "text": treebank.text_of(sentence)}
                for number, sentence in enumerate(bank.sentences)
            ]
            asked = list(treebank.questions(bank, lang, tuple(options["words"]), options["questions"], options["seed"]))
            for name, items in (("documents", [*documents, *beside]), ("questions", asked)):
                lines = [json.dumps(item, ensure_ascii=False) for item in items]
                (folder / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        except (OSError, ValueError) as error:
            raise CommandError(f"Not made: {error}") from error
        self.stdout.write(f"{len(documents)} sentences, {len(pairs)} pairs, {len(asked)} questions")
