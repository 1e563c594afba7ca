CREATE TABLE orders (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer VARCHAR(64) NOT NULL,
  sku VARCHAR(16) NOT NULL,
  quantity INT NOT NULL,
  total_cents BIGINT NOT NULL,
  status VARCHAR(16) NOT NULL,
  placed_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX orders_by_customer ON orders (customer);
CREATE INDEX orders_by_age ON orders (placed_at);
