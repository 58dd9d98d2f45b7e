"""Called once from the magazine's own wiring."""

from tajryiba.core import hooks, related
from tajryiba.experts import things
from tajryiba.legal import blocks as legal_blocks
from tajryiba.legal import subjects

from ..models import Article
from . import blocks, citing, domain


def connect() -> None:
    hooks.register("page_published", domain.note_published)
    subjects.register(citing.ARTICLE)
    related.register("legal.act", legal_blocks.where_used(citing.ARTICLE.name), order=18)
    related.register("magazine.article.top", citing.flag)
    related.register("magazine.article", citing.basis, order=5)
    related.register("practices.practice", blocks.about_practice, order=45)
    related.register("reference.topic", blocks.about_topic, order=105)
    related.register("reference.unit", blocks.about_unit, order=110)
    things.register(
        things.Thing(
            model=Article,
            is_public=citing.ARTICLE.visible,
            title=citing.title_of,
            url=citing.url_of,
            rows=citing.ARTICLE.rows,
            topics=lambda article: [topic.pk for topic in article.topics.all()],
        )
    )
