"""Issues with articles in every state of readiness, made by the verbs."""

from tajryiba.magazine.enums import ArticleKind, IssueState
from tajryiba.magazine.models import Article, Issue, IssuePage
from tests.factories.magazine_facts import a_page, an_article, an_issue

BODY = [("text", "<p>Суу келди.</p>")]
WORDS = {
    "theme": "Суу жана тариф",
    "theme_note": "Алты айылдын тажрыйбасы",
    "editorial": "<p>Бул санда суу тууралуу.</p>",
}


def words(facts: Article, lang: str, *, publish: bool = False, **kwargs):
    """A page of an article with title, lead and body: a draft unless told otherwise."""
    kwargs = {"lead": "Кыскача айтканда.", "body": BODY} | kwargs
    return a_page(facts, lang, publish=publish, **kwargs)


def own_page(issue: Issue, lang: str, *, publish: bool = False, **kwargs) -> IssuePage:
    return a_page(issue, lang, publish=publish, **(WORDS | kwargs))


def in_issue(issue: Issue, *languages: str, publish: bool = False, **facts) -> Article:
    """An article at the end of the issue, written in `languages`."""
    article = an_article(issue=issue, position=issue.articles.count() + 1, **facts)
    for lang in languages:
        words(article, lang, publish=publish, title=f"{article.working_title} ({lang})")
    return article


def ready_issue(*languages: str, state: str = IssueState.PROOF, **facts) -> Issue:
    """Two articles and both digests, all words as drafts in `languages` (Kyrgyz and Russian)."""
    languages = languages or ("ky", "ru")
    issue = an_issue(state=state, **facts)
    for kind in (ArticleKind.ARTICLE, ArticleKind.PRACTICE, ArticleKind.NEWS_DIGEST, ArticleKind.LEGAL_DIGEST):
        in_issue(issue, *languages, kind=kind)
    for lang in languages:
        own_page(issue, lang)
    return issue


def out(*languages: str, **facts) -> Issue:
    """A published issue with one published article, in `languages`."""
    issue = an_issue(state=IssueState.PUBLISHED, **facts)
    in_issue(issue, *languages, publish=True)
    for lang in languages:
        own_page(issue, lang, publish=True)
    return issue


def addresses() -> dict[str, dict]:
    """For the test of every address: an issue that is out, with a digest."""
    issue = out("ky")
    digest = in_issue(issue, "ky", publish=True, kind=ArticleKind.NEWS_DIGEST)
    return {
        "issues:": {"pk": issue.pk, "kind": ArticleKind.NEWS_DIGEST.value, "verb": "review"},
        "issue_anyway": {"pk": issue.pk},
        "article_anyway": {"pk": digest.pk},
    }
