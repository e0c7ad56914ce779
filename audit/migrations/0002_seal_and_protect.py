"""Seals each event when its transaction commits, and lets nobody change what is written.

Every function names its schema and puts pg_temp last: a temporary table of the same name would otherwise be found
first, and seals would go there instead.
"""

from django.db import migrations

# The hash covers every column of the event in a fixed order, the sequence and the previous hash.
SEAL = r"""
CREATE FUNCTION public.audit_digest(e public.audit_event, seq bigint, previous bytea) RETURNS bytea
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    seq, e.id, extract(epoch FROM e.happened_at)::text, e.chain, e.actor_id, e.actor_label, e.verb, e.subject_type,
    e.subject_id, e.subject_label, e.case_id, e.case_reference, e.purpose, e.details, e.request_id)::text, 'UTF8'))
$$;

-- The time is the database's own, whatever was sent: nobody writes yesterday's entry today.
CREATE FUNCTION public.audit_stamp_event() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.happened_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER audit_event_stamp BEFORE INSERT ON public.audit_event
  FOR EACH ROW EXECUTE FUNCTION public.audit_stamp_event();

-- Sealing comes last in a commit, after the deferred checks of foreign keys: those may wait for a row that another
-- transaction holds, which in turn would wait for the lock of the seals. What is queued while deferred triggers fire
-- goes to the end of the queue, hence this table, empty between transactions.
CREATE UNLOGGED TABLE public.audit_pending (event_id bigint PRIMARY KEY);
CREATE FUNCTION public.audit_queue_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO audit_pending VALUES (NEW.id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_event_queue AFTER INSERT ON public.audit_event
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.audit_queue_event();

-- One lock for all chains: two transactions that write to the same two chains in opposite order would otherwise
-- wait for each other. It is held from here to the end of the commit.
CREATE FUNCTION public.audit_seal_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE event public.audit_event%ROWTYPE; head public.audit_head%ROWTYPE; digest bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('audit_seal'));
  SELECT * INTO STRICT event FROM public.audit_event WHERE id = NEW.event_id;
  INSERT INTO audit_head (chain, sequence, hash) VALUES (event.chain, 0, ''::bytea) ON CONFLICT DO NOTHING;
  SELECT * INTO STRICT head FROM public.audit_head WHERE chain = event.chain FOR UPDATE;
  digest := public.audit_digest(event, head.sequence + 1, head.hash);
  INSERT INTO audit_seal (chain, sequence, event_id, previous, hash)
    VALUES (event.chain, head.sequence + 1, event.id, head.hash, digest);
  UPDATE public.audit_head SET sequence = head.sequence + 1, hash = digest WHERE chain = event.chain;
  DELETE FROM public.audit_pending WHERE event_id = event.id;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER audit_pending_seal AFTER INSERT ON public.audit_pending
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.audit_seal_event();

CREATE FUNCTION public.audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON public.audit_event
  FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON public.audit_seal
  FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();
CREATE TRIGGER audit_head_stays BEFORE DELETE ON public.audit_head
  FOR EACH ROW EXECUTE FUNCTION public.audit_refuse();

-- Whoever was given rights by default, under whatever name: the owner alone keeps more than appending and reading.
DO $$
DECLARE grantee text; trail text;
BEGIN
  FOR trail, grantee IN
    SELECT c.relname, CASE WHEN a.grantee = 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END
    FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
    WHERE c.relnamespace = 'public'::regnamespace
      AND c.relname IN ('audit_event', 'audit_seal', 'audit_head', 'audit_pending')
      AND a.grantee <> c.relowner
    GROUP BY 1, 2
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE, TRIGGER, REFERENCES ON public.%I FROM %s', trail, grantee);
    IF trail <> 'audit_event' THEN EXECUTE format('REVOKE INSERT ON public.%I FROM %s', trail, grantee); END IF;
  END LOOP;
END $$;
"""

UNDO = """
DROP TRIGGER audit_head_stays ON audit_head;
DROP TRIGGER audit_seal_append_only ON audit_seal;
DROP TRIGGER audit_event_append_only ON audit_event;
DROP TABLE audit_pending;
DROP TRIGGER audit_event_queue ON audit_event;
DROP TRIGGER audit_event_stamp ON audit_event;
DROP FUNCTION audit_refuse;
DROP FUNCTION audit_seal_event;
DROP FUNCTION audit_queue_event;
DROP FUNCTION audit_stamp_event;
DROP FUNCTION audit_digest;
"""


class Migration(migrations.Migration):
    """The seals and the locks."""

    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(SEAL, UNDO)]
