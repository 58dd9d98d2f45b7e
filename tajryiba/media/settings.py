"""Settings of images and documents; config/settings/base.py takes them over. Nothing is imported here."""

WAGTAILIMAGES_IMAGE_MODEL = "media.PortalImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "tajryiba.media.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "heic", "heif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "gif": "webp", "webp": "webp"}
WAGTAILIMAGES_WEBP_QUALITY = 78

WAGTAILDOCS_DOCUMENT_MODEL = "media.PortalDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "tajryiba.media.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "doc", "xls", "rtf", "csv", "txt"]
WAGTAILDOCS_EXTENSIONS += ["mp3", "m4a", "ogg", "mp4", "webm", "vtt"]  # recordings.py
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
