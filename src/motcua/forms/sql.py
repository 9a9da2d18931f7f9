"""Truths about forms that only the database can hold."""

FREEZE = """
CREATE FUNCTION forms_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'form version % is published and cannot change', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER forms_version_frozen BEFORE UPDATE OR DELETE ON forms_formversion
    FOR EACH ROW EXECUTE FUNCTION forms_version_frozen();
"""

UNFREEZE = """
DROP TRIGGER IF EXISTS forms_version_frozen ON forms_formversion;
DROP FUNCTION IF EXISTS forms_version_frozen();
"""
