import factory

from tajryiba.audit.models import Event


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    verb = "practices.published"
    data = factory.LazyFunction(dict)
