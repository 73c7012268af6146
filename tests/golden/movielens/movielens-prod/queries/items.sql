-- "Chamber, The (1996)" becomes a title and a year. Personalize takes neither quotation marks nor backslashes in a text.
SELECT
  movieid AS ITEM_ID,
  replace(replace(regexp_replace(title, ' *\(\d{4}\) *$', ''), '"', ''''), '\', '/') AS TITLE,
  nullif(genres, '(no genres listed)') AS GENRES,
  TRY_CAST(regexp_extract(title, '\((\d{4})\) *$', 1) AS integer) AS YEAR
FROM movies
