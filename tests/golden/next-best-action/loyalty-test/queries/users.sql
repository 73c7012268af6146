SELECT id AS USER_ID, tier AS TIER FROM customers
