"""Truths about versions that only the database can hold: what is published is frozen, with everything below it."""

_CHILDREN = (
    "catalogue_case",
    "catalogue_paper",
    "catalogue_channelterm",
    "catalogue_result",
    "catalogue_legalbasis",
    "catalogue_competentagency",
)

_VERSION = """
CREATE FUNCTION catalogue_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'published' AND NEW.state = 'retired'
       AND (to_jsonb(NEW) - 'state' - 'retired_at') = (to_jsonb(OLD) - 'state' - 'retired_at') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'procedure version % is published and cannot change', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER catalogue_version_frozen BEFORE UPDATE OR DELETE ON catalogue_procedureversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_version_frozen();

CREATE FUNCTION catalogue_part_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owner bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.version_id ELSE NEW.version_id END;
BEGIN
    IF EXISTS (SELECT 1 FROM catalogue_procedureversion v WHERE v.id = owner AND v.published_at IS NOT NULL)
       OR (TG_OP = 'UPDATE' AND EXISTS (
            SELECT 1 FROM catalogue_procedureversion v
            WHERE v.id = OLD.version_id AND v.published_at IS NOT NULL)) THEN
        RAISE EXCEPTION 'procedure version % is published and cannot change', owner
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""

FREEZE = _VERSION + "".join(
    f"CREATE TRIGGER {table}_frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}"
    " FOR EACH ROW EXECUTE FUNCTION catalogue_part_frozen();\n"
    for table in _CHILDREN
)

UNFREEZE = (
    "".join(f"DROP TRIGGER IF EXISTS {table}_frozen ON {table};\n" for table in _CHILDREN)
    + """
DROP TRIGGER IF EXISTS catalogue_version_frozen ON catalogue_procedureversion;
DROP FUNCTION IF EXISTS catalogue_part_frozen();
DROP FUNCTION IF EXISTS catalogue_version_frozen();
"""
)
