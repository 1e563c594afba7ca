CREATE TABLE notification (
  id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id BIGINT NOT NULL,
  customer VARCHAR(64) NOT NULL,
  text VARCHAR(256) NOT NULL
);
CREATE INDEX notification_by_customer ON notification (customer);
