"""How a feed is written: RSS 2.0 and Atom by Django, JSON Feed 1.1 and the tags of podcasts by us."""

import json

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"


class Rss(Rss201rev2Feed):
    content_type = "application/rss+xml; charset=utf-8"


class Atom(Atom1Feed):
    content_type = "application/atom+xml; charset=utf-8"


class JsonFeed(SyndicationFeed):
    """https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding: str) -> None:
        about = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [_known(self._item(item)) for item in self.items],
        }
        outfile.write(json.dumps(_known(about), ensure_ascii=False).encode(encoding))

    def _item(self, item: dict) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_text": item["description"],
            "date_published": _moment(item["pubdate"]),
            "date_modified": _moment(item["updateddate"]),
            "authors": [{"name": item["author_name"]}] if item["author_name"] else [],
            "tags": list(item["categories"] or []),
            "language": self.feed["language"],
        }


def _known(facts: dict) -> dict:
    return {name: value for name, value in facts.items() if value or name in ("items", "content_text")}


def _moment(value) -> str:
    return value.isoformat() if value else ""


class Podcast(Rss):
    """RSS with the tags that players of podcasts read; `duration` of an item is in minutes."""

    def rss_attributes(self):
        return super().rss_attributes() | {"xmlns:itunes": ITUNES}

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        handler.addQuickElement("itunes:author", self.feed["author_name"])
        handler.addQuickElement("itunes:explicit", "false")
        handler.addQuickElement("itunes:category", attrs={"text": "Government"})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        handler.addQuickElement("itunes:summary", item["description"])
        if item["duration"]:
            handler.addQuickElement("itunes:duration", str(item["duration"] * 60))


FORMATS = {"rss": Rss, "atom": Atom, "json": JsonFeed}
