SELECT offer AS ACTION_ID, CAST(worth AS bigint) AS VALUE, channel AS CHANNEL FROM offers
