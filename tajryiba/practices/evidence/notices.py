from django.utils.translation import gettext_lazy as _

from tajryiba.notify import kinds

from .domain import NOTICE


def register() -> None:
    kinds.register(
        kinds.Kind(
            NOTICE,
            label=_("Does the practice still run"),
            subject=_("Does it still run: %(title)s"),
            body=_(
                "A year has passed since the practice was last confirmed. Tell the readers whether it is running, has "
                "changed or has stopped: it takes a minute, and others rely on it."
            ),
            button=_("Read and answer"),
        )
    )
