"""Seals each event when its transaction commits, and lets nobody change what is written."""

from django.db import migrations

# The hash covers every column of the event in a fixed order, the sequence and the previous hash.
SEAL = r"""
CREATE FUNCTION audit_digest(e audit_event, seq bigint, previous bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    seq, e.id, extract(epoch FROM e.happened_at)::text, e.chain, e.actor_id, e.actor_label, e.verb, e.subject_type,
    e.subject_id, e.subject_label, e.case_id, e.purpose, e.details, e.request_id)::text, 'UTF8'))
$$;

CREATE FUNCTION audit_seal_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE head audit_head%ROWTYPE; digest bytea;
BEGIN
  INSERT INTO audit_head (chain, sequence, hash) VALUES (NEW.chain, 0, ''::bytea) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE chain = NEW.chain FOR UPDATE;
  digest := audit_digest(NEW, head.sequence + 1, head.hash);
  INSERT INTO audit_seal (chain, sequence, event_id, previous, hash)
    VALUES (NEW.chain, head.sequence + 1, NEW.id, head.hash, digest);
  UPDATE audit_head SET sequence = head.sequence + 1, hash = digest WHERE chain = NEW.chain;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER audit_event_seal AFTER INSERT ON audit_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_seal_event();

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
  FOR EACH ROW EXECUTE FUNCTION audit_refuse();

DO $$ BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cdop_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_event FROM cdop_app;
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON audit_seal, audit_head FROM cdop_app;
  END IF;
END $$;
"""

UNDO = """
DROP TRIGGER audit_seal_append_only ON audit_seal;
DROP TRIGGER audit_event_append_only ON audit_event;
DROP TRIGGER audit_event_seal ON audit_event;
DROP FUNCTION audit_refuse; DROP FUNCTION audit_seal_event; DROP FUNCTION audit_digest;
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SEAL, UNDO)]
