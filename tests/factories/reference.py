import factory

from tajryiba.reference.domain.units import place
from tajryiba.reference.enums import UnitKind
from tajryiba.reference.models import SpecialDay, Subtheme, Topic, Unit


class UnitFactory(factory.django.DjangoModelFactory):
    """An ayil aimak; `parent` puts it into a district and oblast. Names go in as name_ky, name_ru, name_en."""

    class Meta:
        model = Unit
        skip_postgeneration_save = True

    kind = UnitKind.AIYL_AIMAK
    name_ky = factory.Sequence(lambda number: f"Көк-Жар {number} айыл аймагы")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        unit = model_class(**kwargs)
        unit.set_names()
        place(unit, unit.parent)
        unit.save()
        place(unit, unit.parent)
        unit.save()
        return unit


class OblastFactory(UnitFactory):
    kind = UnitKind.OBLAST
    name_ky = factory.Sequence(lambda number: f"Облус {number}")


class DistrictFactory(UnitFactory):
    kind = UnitKind.DISTRICT
    name_ky = factory.Sequence(lambda number: f"Район {number}")
    parent = factory.SubFactory(OblastFactory)


class TopicFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Topic

    slug = factory.Sequence(lambda number: f"topic-{number}")
    order = factory.Sequence(int)
    name_ky = factory.Sequence(lambda number: f"Тема {number}")
    icon = "droplet"
    illustration = "water"


class SubthemeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Subtheme

    topic = factory.SubFactory(TopicFactory)
    order = factory.Sequence(int)
    name_ky = factory.Sequence(lambda number: f"Бөлүм {number}")


class SpecialDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SpecialDay
