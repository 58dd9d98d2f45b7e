from tajryiba.reference.models import Succession, Unit, walk

MOST_FOUND = 30


def find_municipalities(text: str) -> list[Unit]:
    """Municipalities of today that a reader may mean; by the name of a merged one those that took it over.

    A constant number of queries.
    """
    units = list(
        Unit.objects.municipalities().matching(text).select_related("oblast", "district").by_name()[:MOST_FOUND]
    )
    ended = [unit.pk for unit in units if unit.has_ended]
    if not ended:
        return units
    steps = list(Succession.objects.values_list("predecessor_id", "successor_id"))
    after = {pk: walk(pk, steps) - {pk} for pk in ended}
    known = Unit.objects.municipalities().current().select_related("oblast", "district").by_name()
    successors = list(known.filter(pk__in=set().union(*after.values())))
    found = [now for unit in units for now in ([unit] if unit.pk not in after else _among(successors, after[unit.pk]))]
    return list({unit.pk: unit for unit in found}.values())


def _among(units: list[Unit], pks: set[int]) -> list[Unit]:
    return [unit for unit in units if unit.pk in pks]
