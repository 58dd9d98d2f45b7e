"""`learn_stems [--check]`: make `words/ky_lexicon.txt` anew from the word lists; run after a list has changed."""

import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tajryiba.search.analysis.kyrgyz.learning import learn, write
from tajryiba.search.analysis.kyrgyz.lexicon import FILE


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing; fail when the file is out of date")

    def handle(self, *args, check, **options):
        lexicon = learn()
        if not check:
            write(lexicon, FILE)
            self.stdout.write(f"{len(lexicon)} stems")
            return
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / "lexicon.txt"
            write(lexicon, made)
            if made.read_bytes() != FILE.read_bytes():
                raise CommandError("words/ky_lexicon.txt is out of date: run ./portal manage learn_stems")
