CREATE TABLE users (
    oid TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    registered BIGINT NOT NULL,
    pubkey TEXT
);

CREATE TABLE mrealms (
    oid TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    label TEXT,
    description TEXT,
    tags TEXT,
    created BIGINT NOT NULL,
    owner TEXT NOT NULL REFERENCES users (oid)
);

CREATE TABLE nodes (
    oid TEXT PRIMARY KEY,
    pubkey TEXT NOT NULL UNIQUE,
    owner_oid TEXT NOT NULL REFERENCES users (oid),
    mrealm_oid TEXT REFERENCES mrealms (oid),
    authid TEXT,
    authextra TEXT,
    cluster_ip TEXT,
    inventory TEXT,
    UNIQUE (mrealm_oid, authid),
    CHECK ((mrealm_oid IS NULL) = (authid IS NULL))
);
