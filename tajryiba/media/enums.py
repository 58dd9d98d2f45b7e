from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is, found by looking inside; also the ending of its file's name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"
    PPTX = "pptx", "PPTX"
    ODT = "odt", "ODT"
    ODS = "ods", "ODS"
    DOC = "doc", "DOC"
    XLS = "xls", "XLS"
    RTF = "rtf", "RTF"
    CSV = "csv", "CSV"
    TXT = "txt", "TXT"
    # Recordings, only from the staff (`recordings.py`), and the captions of a video:
    MP3 = "mp3", "MP3"
    M4A = "m4a", "M4A"
    OGG = "ogg", "OGG"
    MP4 = "mp4", "MP4"
    WEBM = "webm", "WebM"
    VTT = "vtt", "WebVTT"


SOUND = (DocumentKind.MP3, DocumentKind.M4A, DocumentKind.OGG)
VIDEO = (DocumentKind.MP4, DocumentKind.WEBM)
RECORDINGS = (*SOUND, *VIDEO, DocumentKind.VTT)

CONTENT_TYPES = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    DocumentKind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    DocumentKind.ODT: "application/vnd.oasis.opendocument.text",
    DocumentKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    DocumentKind.DOC: "application/msword",
    DocumentKind.XLS: "application/vnd.ms-excel",
    DocumentKind.RTF: "application/rtf",
    DocumentKind.CSV: "text/csv; charset=utf-8",
    DocumentKind.TXT: "text/plain; charset=utf-8",
    DocumentKind.MP3: "audio/mpeg",
    DocumentKind.M4A: "audio/mp4",
    DocumentKind.OGG: "audio/ogg",
    DocumentKind.MP4: "video/mp4",
    DocumentKind.WEBM: "video/webm",
    DocumentKind.VTT: "text/vtt; charset=utf-8",
}


class DocumentLanguage(models.TextChoices):
    KY = "ky", _("Kyrgyz")
    RU = "ru", _("Russian")
    EN = "en", _("English")
    OTHER = "other", _("Another language")


class Licence(models.TextChoices):
    """Under what terms an image may be shown."""

    OWN = "own", _("Taken for the portal")
    PERMISSION = "permission", _("With the author's permission")
    CC0 = "cc0", "CC0"
    CC_BY = "cc-by", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public-domain", _("Public domain")
