"""What the database itself refuses about the record of a dossier; the migrations carry the same text.

TRUNCATE is not guarded: the role that runs the province does not own the tables.
"""

APPENDED = ("dossiers_dossierevent", "dossiers_correction")

FREEZE = """
CREATE OR REPLACE FUNCTION dossiers_only_append() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what happened to a dossier is only ever added to' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE OR REPLACE FUNCTION dossiers_freeze_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an issued paper is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.file_id IS NOT NULL OR NEW.file_id IS NULL
        OR (to_jsonb(NEW) - 'file_id') IS DISTINCT FROM (to_jsonb(OLD) - 'file_id') THEN
        RAISE EXCEPTION 'an issued paper only ever gets its file, once' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER dossiers_freeze_paper BEFORE UPDATE OR DELETE ON dossiers_issuedpaper
    FOR EACH ROW EXECUTE FUNCTION dossiers_freeze_paper();
""" + "".join(
    f"CREATE OR REPLACE TRIGGER dossiers_only_append BEFORE UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION dossiers_only_append();\n"
    for table in APPENDED
)

FREEZE_DECLARATIONS = """
CREATE OR REPLACE TRIGGER dossiers_freeze_paper BEFORE UPDATE OR DELETE ON dossiers_declaration
    FOR EACH ROW EXECUTE FUNCTION dossiers_freeze_paper();
"""
THAW_DECLARATIONS = "DROP TRIGGER IF EXISTS dossiers_freeze_paper ON dossiers_declaration;"

THAW = (
    """
DROP TRIGGER IF EXISTS dossiers_freeze_paper ON dossiers_issuedpaper;
DROP FUNCTION IF EXISTS dossiers_freeze_paper();
"""
    + "".join(f"DROP TRIGGER IF EXISTS dossiers_only_append ON {table};\n" for table in APPENDED)
    + ("DROP FUNCTION IF EXISTS dossiers_only_append();\n")
)
