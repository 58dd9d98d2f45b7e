"""Static files with a hash in the name; only our own are compressed (compressing all of Wagtail's takes a minute)."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

OURS = ("core/",)


class PortalStaticStorage(CompressedManifestStaticFilesStorage):
    manifest_strict = False

    def compress_files(self, names):
        yield from super().compress_files([name for name in names if name.startswith(OURS)])
