-- What one database needs before the first migration: extensions, and rights on whatever the owner makes later.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS btree_gist;

ALTER DEFAULT PRIVILEGES FOR ROLE cdop_owner IN SCHEMA public
  GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cdop_app;
ALTER DEFAULT PRIVILEGES FOR ROLE cdop_owner IN SCHEMA public
  GRANT USAGE, SELECT ON SEQUENCES TO cdop_app;
