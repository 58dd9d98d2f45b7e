"""The starter content as documents, and the project's own questions about it (`data/queries.jsonl`, by hand)."""

import tomllib
from dataclasses import replace
from pathlib import Path

from portal_tools.common import ROOT
from tajryiba.search.evaluation import Asked, read_questions

STARTER = ROOT / "tajryiba" / "practices" / "starter"
QUESTIONS = Path(__file__).resolve().parents[1] / "data" / "queries.jsonl"
PARTS = ("summary", "problem", "solution", "results_note", "lessons", "sustainability")


def documents(*langs: str) -> list[dict]:
    """One a practice and language: {"id": "kg-001:ky", "lang", "title", "text"}."""
    found = []
    for path in sorted(STARTER.glob("*.toml")):
        practice = tomllib.loads(path.read_text(encoding="utf-8"))
        for lang in langs:
            text = practice["text"][lang]
            body = "\n".join(text[part] for part in PARTS if text.get(part))
            place = practice.get("place", {}).get(lang, "")
            document = {"id": f"{practice['id']}:{lang}", "lang": lang, "title": text["title"]}
            found.append(document | {"text": f"{body}\n{place}"})
    return found


def questions() -> list[Asked]:
    return list(read_questions(QUESTIONS))


def russian_about_kyrgyz() -> list[Asked]:
    """The Russian questions, to be answered by the Kyrgyz texts alone."""
    return [
        replace(asked, lang="ky", set="Russian question, Kyrgyz text", relevant=(asked.relevant[0][:-2] + "ky",))
        for asked in questions()
        if asked.lang == "ru" and asked.set == "plain"
    ]
