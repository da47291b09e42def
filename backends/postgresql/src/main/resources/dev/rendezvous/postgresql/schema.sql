-- The tables of the Rendezvous backend postgresql, in the first schema of the search path. The script may run again.
-- A node that may create tables runs it when it first needs them.

-- The versions of all runs. They begin at the time in microseconds, so that they grow even if the tables are dropped or lost.
-- A cache above 1 would hand out smaller versions after greater ones.
DO $$
BEGIN
    IF to_regclass('rdzv_version') IS NULL THEN
        EXECUTE format('CREATE SEQUENCE rdzv_version AS bigint START %s CACHE 1',
            (extract(epoch FROM clock_timestamp()) * 1000000)::bigint);
    END IF;
END
$$;

-- One row for each lease. A lease lives as long as its row.
CREATE TABLE IF NOT EXISTS rdzv_session (
    id bigint PRIMARY KEY DEFAULT nextval('rdzv_version'),
    run text NOT NULL,
    ttl interval NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX IF NOT EXISTS rdzv_session_expiry ON rdzv_session (run, expires_at);

-- One row for each key. The collation makes a prefix a range. A leased key goes with its lease.
CREATE TABLE IF NOT EXISTS rdzv_entry (
    run text NOT NULL,
    key text COLLATE "C" NOT NULL,
    value text NOT NULL,
    version bigint NOT NULL,
    ord bigint NOT NULL,
    session bigint REFERENCES rdzv_session (id) ON DELETE CASCADE,
    linger interval,
    expires_at timestamptz,
    PRIMARY KEY (run, key)
);
CREATE INDEX IF NOT EXISTS rdzv_entry_session ON rdzv_entry (session) WHERE session IS NOT NULL;
CREATE INDEX IF NOT EXISTS rdzv_entry_expiry ON rdzv_entry (expires_at) WHERE expires_at IS NOT NULL;
