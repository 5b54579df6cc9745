CREATE TABLE keys (
    purpose TEXT PRIMARY KEY,
    key TEXT NOT NULL
);
