-- Run once, by the database image, when the data folder is empty. The passwords come from the secrets.
\set owner `cat /run/secrets/database_owner_password`
\set app `cat /run/secrets/database_app_password`
\i /sql/roles.sql
