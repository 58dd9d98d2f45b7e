"""Choices and transitions of the magazine and the news."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class IssueState(TextChoices):
    PLANNED = "planned", _("Planned")
    ASSEMBLING = "assembling", _("Being assembled")
    PROOF = "proof", _("In proof")
    PUBLISHED = "published", _("Published")


# Which state an issue may go to from which one; back from proof while something is to be mended.
ISSUE_TRANSITIONS = {
    IssueState.PLANNED: {IssueState.ASSEMBLING},
    IssueState.ASSEMBLING: {IssueState.PROOF, IssueState.PLANNED},
    IssueState.PROOF: {IssueState.PUBLISHED, IssueState.ASSEMBLING},
    IssueState.PUBLISHED: set(),
}


class ArticleKind(TextChoices):
    ARTICLE = "article", _("Article")
    INTERVIEW = "interview", _("Interview")
    PRACTICE = "practice", _("Practice of the month")
    NEWS_DIGEST = "news_digest", _("News digest")
    LEGAL_DIGEST = "legal_digest", _("Legislation digest")


DIGESTS = (ArticleKind.NEWS_DIGEST, ArticleKind.LEGAL_DIGEST)


class NewsKind(TextChoices):
    NEWS = "news", _("News")
    ANNOUNCEMENT = "announcement", _("Announcement")
    GRANT = "grant", _("Call for grants")
    DRAFT_ACT = "draft_act", _("Draft act under discussion")


class VideoKind(TextChoices):
    OWN = "own", _("Own file")
    YOUTUBE = "youtube", "YouTube"
    RUTUBE = "rutube", "RuTube"


VIDEO_HOSTS = {
    VideoKind.YOUTUBE: ("youtu.be", "youtube.com", "www.youtube.com", "m.youtube.com", "www.youtube-nocookie.com"),
    VideoKind.RUTUBE: ("rutube.ru", "www.rutube.ru"),
}


class EntryState(TextChoices):
    """An entry of a feed in the editors' queue."""

    NEW = "new", _("New")
    TAKEN = "taken", _("Made into news")
    PASSED = "passed", _("Passed over")


class FeedFault(TextChoices):
    """Why the last poll of a feed brought nothing."""

    NONE = "", _("None")
    NOT_ALLOWED = "not_allowed", _("The address is not one to ask")
    PRIVATE = "private", _("The address leads into a private network")
    UNREACHABLE = "unreachable", _("The site does not answer")
    TOO_SLOW = "too_slow", _("The site answers too slowly")
    TOO_LARGE = "too_large", _("The answer is too large")
    REDIRECTS = "redirects", _("The site sends in circles")
    ANSWERED = "answered", _("The site answered with an error")
    UNREADABLE = "unreadable", _("The answer is not a feed")
    UNSAFE = "unsafe", _("The answer declares entities and is not read")


class SubmissionState(TextChoices):
    """An article that a reader wrote for the magazine."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent to the editors")
    CHANGES = "changes", _("Changes are asked for")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn by the author")


BEING_WRITTEN = (SubmissionState.DRAFT, SubmissionState.CHANGES)
SUBMISSION_TRANSITIONS = {
    SubmissionState.DRAFT: {SubmissionState.SENT, SubmissionState.WITHDRAWN},
    SubmissionState.SENT: {SubmissionState.CHANGES, SubmissionState.ACCEPTED, SubmissionState.DECLINED},
    SubmissionState.CHANGES: {SubmissionState.SENT, SubmissionState.WITHDRAWN},
    SubmissionState.ACCEPTED: set(),
    SubmissionState.DECLINED: set(),
    SubmissionState.WITHDRAWN: set(),
}


class PrintFormat(TextChoices):
    PDF = "pdf", "PDF"
    EPUB = "epub", "EPUB"


class PrintState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")


class ImportState(TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
