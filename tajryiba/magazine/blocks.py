"""Blocks of which articles, news and static pages are built. Their templates: templates/magazine/blocks/."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from tajryiba.media.enums import SOUND, VIDEO, DocumentKind

from .enums import VIDEO_HOSTS, VideoKind

RICH = ["h2", "h3", "bold", "link", "ol", "ul"]
LIGHT = ["bold", "link", "ol", "ul"]
NOTE_HELP = _("For a footnote write [^1] where it belongs, and the note itself into the block «Footnotes».")
CELLS = [("text", blocks.CharBlock(max_length=300, required=False, label=_("Words")))]


def is_video_address(kind: str, address: str | None) -> bool:
    """An address of that very site, over https."""
    parts = urlsplit(address or "")
    return parts.scheme == "https" and parts.hostname in VIDEO_HOSTS.get(kind, ())


class ReadyImageBlock(ImageChooserBlock):
    """A picture with its alt text in Kyrgyz and Russian."""

    def clean(self, value):
        image = super().clean(value)
        if image and not image.is_ready:
            raise ValidationError(_("This picture has no alt text yet. Open it among the images and describe it."))
        return image


class TextBlock(blocks.RichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "magazine/blocks/text.html"


class FigureBlock(blocks.StructBlock):
    image = ReadyImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=300, required=False)

    class Meta:
        icon = "image"
        label = _("Picture with caption")
        template = "magazine/blocks/figure.html"


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Words"), max_length=800)
    who = blocks.CharBlock(label=_("Who said it"), max_length=160, required=False)
    role = blocks.CharBlock(label=_("Position"), max_length=200, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        template = "magazine/blocks/quote.html"


class ExchangeBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("Question"), max_length=600)
    answer = blocks.RichTextBlock(label=_("Answer"), features=LIGHT)

    class Meta:
        icon = "comment"
        label = _("Question and answer of an interview")
        template = "magazine/blocks/exchange.html"


class TableBlock(TypedTableBlock):
    class Meta:
        icon = "table"
        label = _("Table")
        template = "magazine/blocks/table.html"


class VideoBlock(blocks.StructBlock):
    """A video loads only when the reader asks for it: own file, or a player of one of the known sites."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    kind = blocks.ChoiceBlock(label=_("Where it is"), choices=VideoKind.choices, default=VideoKind.YOUTUBE)
    address = blocks.URLBlock(label=_("Address of the video"), required=False)
    file = DocumentChooserBlock(label=_("Own file"), required=False)
    minutes = blocks.IntegerBlock(label=_("Length, minutes"), min_value=0, max_value=600, required=False)
    captions = DocumentChooserBlock(
        label=_("Captions"), required=False, help_text=_("A file of the kind WebVTT, in the language of the page.")
    )
    transcript = blocks.TextBlock(label=_("What is said in it"), required=False, max_length=20_000)

    class Meta:
        icon = "media"
        label = _("Video")
        template = "magazine/blocks/video.html"

    def clean(self, value):
        value, errors = super().clean(value), {}
        file, captions, own = value["file"], value["captions"], value["kind"] == VideoKind.OWN
        if own and (file is None or file.kind not in VIDEO):
            errors["file"] = ValidationError(_("Choose a file of the kind MP4 or WebM."))
        if not own and not is_video_address(value["kind"], value["address"]):
            errors["address"] = ValidationError(_("This is not an address of that site. Copy it from the browser."))
        if captions and captions.kind != DocumentKind.VTT:
            errors["captions"] = ValidationError(_("Choose a file of the kind WebVTT."))
        if errors:
            raise StructBlockValidationError(errors)
        return value


class AudioBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    file = DocumentChooserBlock(label=_("File"))
    minutes = blocks.IntegerBlock(label=_("Length, minutes"), min_value=0, max_value=600, required=False)
    transcript = blocks.TextBlock(label=_("What is said in it"), required=False, max_length=20_000)

    class Meta:
        icon = "media"
        label = _("Audio")
        template = "magazine/blocks/audio.html"

    def clean(self, value):
        value = super().clean(value)
        if value["file"].kind not in SOUND:
            wrong = ValidationError(_("Choose a file of the kind MP3, M4A or OGG."))
            raise StructBlockValidationError({"file": wrong})
        return value


class BarBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("What"), max_length=120)
    value = blocks.DecimalBlock(label=_("How much"))


class ChartBlock(blocks.StructBlock):
    """Bars; they are a real table too."""

    title = blocks.CharBlock(label=_("Title"), max_length=200)
    unit = blocks.CharBlock(label=_("Unit"), max_length=40, required=False)
    rows = blocks.ListBlock(BarBlock(), label=_("Bars"), min_num=1, max_num=20)
    source = blocks.CharBlock(label=_("Source"), max_length=300, required=False)

    class Meta:
        icon = "order"
        label = _("Chart")
        template = "magazine/blocks/chart.html"


class CalloutBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=160)
    text = blocks.RichTextBlock(label=_("Text"), features=LIGHT)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "magazine/blocks/callout.html"


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200, required=False)
    pictures = blocks.ListBlock(FigureBlock(), label=_("Pictures"), min_num=2, max_num=30)

    class Meta:
        icon = "image"
        label = _("Photo gallery")
        template = "magazine/blocks/gallery.html"


class InfographicBlock(blocks.StructBlock):
    """A drawn picture, with its figures as a table for those who cannot see it."""

    image = ReadyImageBlock(label=_("Picture"))
    caption = blocks.CharBlock(label=_("Caption"), max_length=300)
    table = TableBlock(CELLS, label=_("The same in a table"))

    class Meta:
        icon = "image"
        label = _("Infographic")
        template = "magazine/blocks/infographic.html"


class PracticeCardBlock(blocks.StructBlock):
    practice = SnippetChooserBlock("practices.Practice", label=_("Practice"))

    class Meta:
        icon = "form"
        label = _("Card of a practice")
        template = "magazine/blocks/practice.html"


class ActCardBlock(blocks.StructBlock):
    act = SnippetChooserBlock("legal.Act", label=_("Act"))
    note = blocks.CharBlock(label=_("What it allows or demands"), max_length=300, required=False)

    class Meta:
        icon = "doc-full"
        label = _("Card of an act")
        template = "magazine/blocks/act.html"


class ExpertChooserBlock(blocks.ChooserBlock):
    target_model = "experts.Expert"

    @cached_property
    def widget(self):
        from tajryiba.experts.admin.choosers import ExpertChooserWidget  # noqa: PLC0415  (the admin comes after models)

        return ExpertChooserWidget()


class ExpertCardBlock(blocks.StructBlock):
    expert = ExpertChooserBlock(label=_("Expert"))

    class Meta:
        icon = "user"
        label = _("Card of an expert")
        template = "magazine/blocks/expert.html"


class NotesBlock(blocks.ListBlock):
    class Meta:
        icon = "list-ol"
        label = _("Footnotes")
        template = "magazine/blocks/notes.html"


class StoryBlock(blocks.StreamBlock):
    """The text of a page. Names of blocks stand in the database: they never change."""

    text = TextBlock(features=RICH, help_text=NOTE_HELP)
    figure = FigureBlock()
    quote = QuoteBlock()
    exchange = ExchangeBlock()
    table = TableBlock(CELLS)
    video = VideoBlock()
    audio = AudioBlock()
    chart = ChartBlock()
    callout = CalloutBlock()
    gallery = GalleryBlock()
    infographic = InfographicBlock()
    practice = PracticeCardBlock()
    act = ActCardBlock()
    expert = ExpertCardBlock()
    notes = NotesBlock(blocks.TextBlock(validators=[MaxLengthValidator(600)], label=_("Note")))

    class Meta:
        block_counts = {"notes": {"max_num": 1}}
        max_num = 200
