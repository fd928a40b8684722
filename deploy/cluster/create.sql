-- Runs once, over the leader, as postgres: kurukan owns its database and is nothing more in the cluster.
CREATE ROLE kurukan LOGIN PASSWORD :'password';
CREATE DATABASE kurukan OWNER kurukan;
REVOKE ALL ON DATABASE kurukan FROM PUBLIC;
