SELECT sku AS ITEM_ID, category AS CATEGORY, CAST(price AS real) AS PRICE FROM products
