-- Only on a developer's machine: the owner may make databases for tests, and each of them starts with all of the above.
ALTER ROLE cdop_owner CREATEDB;
\connect template1
\ir database.sql
