"""A question as queries of tantivy."""

from tantivy import Occur, Query, Schema

from .. import ranking
from .base import Question
from .plan import ASKED_LANGUAGE, DIRECT, STEP, Plan, Reading, Sought, plan

MUST, SHOULD = Occur.Must, Occur.Should
TITLE = ranking.FIELD["title"]


class Queries:
    """Builds queries for one schema. Each is narrowed to what the asker may see and to what was chosen."""

    def __init__(self, schema: Schema):
        self.schema = schema

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self.schema, field, value, "basic")

    def full(self, question: Question, scored: bool = True) -> Query:
        """Documents that hold every required word."""
        sought = plan(question.parsed)
        if not sought.required:
            return Query.empty_query()
        parts = self._narrowed(question)
        if not scored:
            return Query.boolean_query([*parts, *((MUST, self._holds(word.readings)) for word in sought.required)])
        parts += [(MUST, self._word(word)) for word in sought.required]
        parts += self._extras(question, sought)
        if not sought.is_direct:  # otherwise every full result is: the engine adds the step itself
            held = [(MUST, self._holds(word.direct)) for word in sought.required]
            parts.append((SHOULD, Query.const_score_query(Query.boolean_query(held), DIRECT * STEP)))
        return Query.boolean_query(parts)

    def surest(self, question: Question) -> Query:
        """Documents of the asked language that hold every required word directly: the first tier, without its steps."""
        sought = plan(question.parsed)
        parts = self._narrowed(question)
        if question.lang:
            parts.append((MUST, self._constant("lang", question.lang, 0.0)))
        parts += [(MUST, self._best(word.direct)) for word in sought.required]
        return Query.boolean_query(parts + [(SHOULD, self._word(word)) for word in sought.optional])

    def partial(self, question: Question, scored: bool = True) -> Query:
        """Documents that hold at least some of the required words, or begin like them."""
        sought = plan(question.parsed)
        if not sought.required:
            return Query.empty_query()
        words = [(SHOULD, self._counted(word) if scored else self._word(word, hints=True)) for word in sought.required]
        some = Query.boolean_query(words, minimum_number_should_match=sought.least)
        parts = [*self._narrowed(question), (MUST, some)]
        return Query.boolean_query(parts + self._extras(question, sought) if scored else parts)

    def alike(self, tokens: list[str], question: Question) -> Query:
        """Documents that hold many of the tokens; the rare ones weigh most."""
        shared = [(SHOULD, self._token(token, ranking.weight(token))) for token in tokens]
        some = Query.boolean_query(shared, minimum_number_should_match=min(3, len(shared)))
        language = [(SHOULD, self._constant("lang", question.lang, ASKED_LANGUAGE * STEP))] if question.lang else []
        return Query.boolean_query([*self._narrowed(question), (MUST, some), *language])

    # --- Pieces ---

    def _narrowed(self, question: Question) -> list[tuple[Occur, Query]]:
        parts = [(MUST, self._one_of("visible", sorted(question.visible)))]
        parts += [(MUST, self._one_of(name, values)) for name, values in question.chosen.items() if values]
        return parts

    def _one_of(self, field: str, values) -> Query:
        terms = [self.term(field, value) for value in values]
        joined = terms[0] if len(terms) == 1 else Query.boolean_query([(SHOULD, term) for term in terms])
        return Query.const_score_query(joined, 0.0)

    def _constant(self, field: str, value: str, score: float) -> Query:
        return Query.const_score_query(self.term(field, value), score)

    def _extras(self, question: Question, sought: Plan) -> list[tuple[Occur, Query]]:
        """What adds to the score and is not needed: small words, the asked language."""
        parts = [(SHOULD, self._word(word)) for word in sought.optional]
        if question.lang:
            parts.append((SHOULD, self._constant("lang", question.lang, ASKED_LANGUAGE * STEP)))
        return parts

    def _word(self, word: Sought, hints: bool = False) -> Query:
        return self._best(word.readings, word.hints if hints else ())

    def _best(self, readings: tuple[Reading, ...], hints: tuple[tuple[str, float], ...] = ()) -> Query:
        """The best reading counts."""
        parts = [*(self._reading(reading) for reading in readings), *(self._token(*hint) for hint in hints)]
        return parts[0] if len(parts) == 1 else Query.disjunction_max_query(parts)

    def _counted(self, word: Sought) -> Query:
        """Of two partial results the one that holds more of the words comes first."""
        held = Query.const_score_query(self._holds(word.readings), ranking.HELD)
        return Query.boolean_query([(MUST, self._word(word, hints=True)), (SHOULD, held)])

    def _reading(self, reading: Reading) -> Query:
        held = Query.boolean_query([clause for token in reading.tokens for clause in self._clauses(*token)])
        if not reading.also:
            return held
        return Query.boolean_query(
            [(MUST, held), *((MUST, self._constant("text", token, 0.0)) for token in reading.also)]
        )

    def _token(self, token: str, worth: float) -> Query:
        return Query.boolean_query(self._clauses(token, worth))

    def _clauses(self, token: str, worth: float) -> list[tuple[Occur, Query]]:
        """The text holds the title too, so a word of the title counts in both. Not nested: a fifth quicker."""
        title = Query.term_query(self.schema, "title", token, "freq")
        text = Query.term_query(self.schema, "text", token, "freq")
        return [(SHOULD, Query.boost_query(title, worth * TITLE)), (SHOULD, Query.boost_query(text, worth))]

    def _holds(self, readings: tuple[Reading, ...]) -> Query:
        """Without score: the text holds one of the readings."""
        plain = [token for reading in readings if not reading.also for token, _worth in reading.tokens]
        parts = [self.term("text", token) for token in plain]
        for reading in readings:
            if reading.also:
                needed = [*(token for token, _worth in reading.tokens), *reading.also]
                parts.append(Query.boolean_query([(MUST, self.term("text", token)) for token in needed]))
        return parts[0] if len(parts) == 1 else Query.boolean_query([(SHOULD, part) for part in parts])
