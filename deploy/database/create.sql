-- Runs once, when the database's volume is empty. Kurukan owns its database and is nothing more in the server.
\set password `cat /run/secrets/database_password`
CREATE ROLE kurukan LOGIN PASSWORD :'password';
CREATE DATABASE kurukan OWNER kurukan;
REVOKE ALL ON DATABASE kurukan FROM PUBLIC;
