"""The database's own refusal to change or remove events, for SQLite and PostgreSQL.

SQLite drops a table's triggers when a migration rebuilds the table: a migration that alters `Event` ends with
`RunPython(install)` again (tests/audit/test_models.py notices when it was forgotten).
"""

TABLE = "audit_event"
_REFUSAL = "audit_event is append-only"

_SQLITE = {
    action: f"CREATE TRIGGER {TABLE}_no_{action} BEFORE {action} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for action in ("update", "delete")
}
# TRUNCATE is no row event: it stays possible for the owner of the tables, who could drop the trigger as well.
_POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}",
    f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
    f"FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
]


def install(connection) -> None:
    """Make the triggers; harmless when they are there."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for action, sql in _SQLITE.items():
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{action}")
                cursor.execute(sql)
        elif connection.vendor == "postgresql":
            for sql in _POSTGRESQL:
                cursor.execute(sql)


def remove(connection) -> None:
    """Take the triggers away; harmless when they are gone."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for action in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{action}")
        elif connection.vendor == "postgresql":
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_append_only ON {TABLE}")
