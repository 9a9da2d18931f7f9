"""What the database itself refuses about issued results; the migrations carry the same text.

TRUNCATE is not guarded: the role that runs the province does not own the table.
"""

GUARD = """
CREATE OR REPLACE FUNCTION vault_guard_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an issued result is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.revoked_at IS NOT NULL THEN
        RAISE EXCEPTION 'a revoked result never changes again' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - 'revoked_at' - 'revoked_reason')
        IS DISTINCT FROM (to_jsonb(OLD) - 'revoked_at' - 'revoked_reason') THEN
        RAISE EXCEPTION 'an issued result is only ever revoked' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER vault_guard_result BEFORE UPDATE OR DELETE ON vault_issuedresult
    FOR EACH ROW EXECUTE FUNCTION vault_guard_result();
"""

UNGUARD = """
DROP TRIGGER IF EXISTS vault_guard_result ON vault_issuedresult;
DROP FUNCTION IF EXISTS vault_guard_result();
"""
