INSERT INTO product (sku, name, price_cents, available) VALUES
  ('tea-1', 'Oolong, 100 g', 1290, 500),
  ('tea-2', 'Darjeeling, 100 g', 990, 500),
  ('tea-3', 'Sencha, 100 g', 1150, 500),
  ('tea-4', 'Pu-erh cake', 3400, 60),
  ('pot-1', 'Clay teapot', 8900, 25),
  ('pot-2', 'Glass teapot', 4500, 40),
  ('cup-1', 'Cup, white', 1200, 200),
  ('cup-2', 'Cup, blue', 1400, 200),
  ('set-1', 'Travel set', 5900, 30),
  ('tin-1', 'Tea tin', 1600, 120);
