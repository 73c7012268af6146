-- Applications of this season.
    CREATE TABLE prepared_applications AS
--  ^^^^^^ error[query-not-one-select]
SELECT candidate AS USER_ID, vacancy AS ITEM_ID, applied_at AS TIMESTAMP
FROM applications
