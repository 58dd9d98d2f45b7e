from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PracticesConfig(AppConfig):
    name = "tajryiba.practices"
    label = "practices"
    verbose_name = _("Practices")

    def ready(self):
        from tajryiba.core import hooks, related  # noqa: PLC0415  (apps must be loaded first)

        from . import blocks, indexing, publishing, shelving  # noqa: PLC0415
        from .adoption import wiring as adoption  # noqa: PLC0415
        from .asking import subject  # noqa: PLC0415
        from .citing import wiring as citing  # noqa: PLC0415
        from .compare import blocks as compare_blocks  # noqa: PLC0415
        from .evidence import blocks as evidence_blocks  # noqa: PLC0415
        from .evidence import notices as evidence_notices  # noqa: PLC0415
        from .expertise import wiring as expertise  # noqa: PLC0415
        from .fit import blocks as fit_blocks  # noqa: PLC0415
        from .fit import domain as fit  # noqa: PLC0415
        from .leads import wiring as leads  # noqa: PLC0415
        from .submission import wiring as submission  # noqa: PLC0415

        publishing.connect()
        indexing.connect()
        subject.register()
        shelving.register()
        related.add_to_menu("main", related.MenuEntry("practices", _("Practices"), "practice_list", order=10))
        related.register("reference.unit", blocks.practices_of_unit)
        related.register("reference.topic", blocks.practices_of_topic)
        leads.connect()
        submission.connect()
        adoption.connect()
        citing.connect()
        expertise.connect()
        related.register("practices.practice", fit_blocks.fit_panel, order=20)
        related.register("account.island", fit_blocks.own_unit, order=20)
        related.register("practices.practice.top", evidence_blocks.no_longer_as_described)
        related.register("practices.practice", evidence_blocks.evidence_history, order=10)
        related.register("account.home", evidence_blocks.questions_to_me, order=5)
        evidence_notices.register()
        related.register("practices.practice", compare_blocks.compare_link, order=30)
        related.add_to_menu(
            "account",
            related.MenuEntry("municipality", _("My municipality"), "account_municipality", order=25, icon="map-pin"),
        )
        hooks.register("unit_facts_changed", fit.unit_facts_changed)
