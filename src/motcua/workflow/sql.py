"""What the database itself refuses: to change or delete a published version. For ``migrations.RunSQL``."""

from __future__ import annotations

FREEZE_PUBLISHED = """
CREATE OR REPLACE FUNCTION workflow_refuse_published() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'process version % is published and never changes', OLD.id USING ERRCODE = 'restrict_violation';
END
$$;
DROP TRIGGER IF EXISTS workflow_version_frozen ON workflow_processversion;
CREATE TRIGGER workflow_version_frozen BEFORE UPDATE OR DELETE ON workflow_processversion
    FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION workflow_refuse_published();
"""

UNFREEZE_PUBLISHED = """
DROP TRIGGER IF EXISTS workflow_version_frozen ON workflow_processversion;
DROP FUNCTION IF EXISTS workflow_refuse_published();
"""
