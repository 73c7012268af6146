-- Personalize takes neither line breaks nor quotation marks nor backslashes in a description.
SELECT
  id AS ITEM_ID,
  CAST(price AS decimal(10, 2)) AS PRICE,
  category AS CATEGORY_L1,
  subcategory AS CATEGORY_L2,
  regexp_replace(description, '[\r\n"\\]+', ' ') AS PRODUCT_DESCRIPTION,
  CAST(listed_at AS bigint) AS CREATION_TIMESTAMP
FROM products
WHERE category IS NOT NULL
