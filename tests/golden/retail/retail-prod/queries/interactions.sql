-- The event types that the e-commerce recommenders know; refunds and the tracker's own noise are left out.
SELECT
  user_id AS USER_ID,
  product_id AS ITEM_ID,
  created_at AS "TIMESTAMP",
  CASE event
    WHEN 'view' THEN 'View'
    WHEN 'cart' THEN 'AddToCart'
    ELSE 'Purchase'
  END AS EVENT_TYPE
FROM events
WHERE event IN ('view', 'cart', 'purchase')
  AND user_id IS NOT NULL
  AND product_id IS NOT NULL
