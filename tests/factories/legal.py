"""Acts for tests, through the real verbs. Their texts are made up and say so: no real act is quoted."""

from datetime import date
from itertools import count

from tajryiba.legal import domain
from tajryiba.legal.enums import ActKind, ActStatus, Body
from tajryiba.legal.models import Act, ActEdition, ActText

_number = count(1)


def act(*, public: bool = True, topics=(), **facts) -> Act:
    number = next(_number)
    facts = {
        "kind": ActKind.LAW,
        "number": f"T-{number}",
        "adopted": "2021-10-20",
        "body": Body.PARLIAMENT,
        "title_ru": f"О проверочном деле {number}",
        "title_ky": f"Текшерүү иши {number} жөнүндө",
        "status": ActStatus.IN_FORCE,
        **facts,
    }
    made = domain.create_act(topics=topics, **facts)
    return domain.publish_act(act=made) if public else made


def edition(of: Act, day: date | None = date(2021, 11, 1), *, public: bool = True, **texts: str) -> ActEdition:
    """`edition(act, day, ru="<p>…</p>", ky="…")`."""
    made = domain.add_edition(act=of, in_force_from=day)
    for lang, html in texts.items():
        text(made, lang, html)
    return domain.publish_edition(edition=made) if public and texts else made


def text(of: ActEdition, lang: str, html: str) -> ActText:
    return domain.write_text(edition=of, lang=lang, html=html, for_tests=True)


def law_html(articles: int = 3, lang: str = "ru", points: int = 2, words: str = "") -> str:
    """A made-up law: two chapters, articles with numbered points."""
    lines = []
    for number in range(1, articles + 1):
        if number in (1, articles // 2 + 1):
            chapter = 1 if number == 1 else 2
            lines.append(f"Глава {chapter}. Проверка" if lang == "ru" else f"{chapter}-глава. Текшерүү")
        lines.append(f"Статья {number}. Дело {number}" if lang == "ru" else f"{number}-берене. Иш {number}")
        lines += [f"{point}. {words or 'Слова'} {number}.{point}" for point in range(1, points + 1)]
    return "".join(f"<p>{line}</p>" for line in lines)


def with_text(articles: int = 15, **facts) -> Act:
    """A public act with one public edition in Kyrgyz and Russian."""
    made = act(**facts)
    edition(made, ru=law_html(articles), ky=law_html(articles, "ky"))
    return made
