-- Two roles and one database, the same in production and embedded; run with psql as the superuser.
-- The variables `owner` and `app` hold the passwords. Safe to repeat.
\set ON_ERROR_STOP on

SELECT 'CREATE ROLE cdop_owner' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cdop_owner') \gexec
SELECT 'CREATE ROLE cdop_app' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'cdop_app') \gexec

-- The owner makes and alters tables; the application's role only uses them, so it cannot touch the audit trail's rules.
ALTER ROLE cdop_owner LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
ALTER ROLE cdop_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app';
GRANT cdop_app TO cdop_owner;

SELECT 'CREATE DATABASE cdop OWNER cdop_owner' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'cdop') \gexec
REVOKE ALL ON DATABASE cdop FROM PUBLIC;
GRANT CONNECT ON DATABASE cdop TO cdop_app;

\connect cdop
\ir database.sql
