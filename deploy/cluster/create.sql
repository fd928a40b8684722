-- Runs once, over the leader, as postgres: kurukan owns its database and is nothing more in the cluster. The password is in
-- the file that KURUKAN_PASSWORD_FILE names: on a command line every user of the machine could read it.
\set password `cat "$KURUKAN_PASSWORD_FILE"`
CREATE ROLE kurukan LOGIN PASSWORD :'password';
CREATE DATABASE kurukan OWNER kurukan;
REVOKE ALL ON DATABASE kurukan FROM PUBLIC;
