CREATE TABLE product (
  sku VARCHAR(16) PRIMARY KEY,
  name VARCHAR(64) NOT NULL,
  price_cents BIGINT NOT NULL,
  available INT NOT NULL
);
-- A query that calls this takes as long as a slow disk would make it.
CREATE ALIAS slow_disk FOR 'io.spanstone.demo.stock.SlowDisk.read';
