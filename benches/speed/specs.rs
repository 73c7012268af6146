//! The specs that are measured.

use std::fmt::Write;

/// A dataset of a shop, as TOML: its source, the query, what the raw files hold, the schema.
struct Dataset {
    name: &'static str,
    source: &'static str,
    query: &'static str,
    columns: &'static str,
    schema: &'static str,
}

const DATASETS: [Dataset; 3] = [
    Dataset {
        name: "interactions",
        source: r#"source = "events/""#,
        query: "
SELECT
  CAST(e.user_id AS varchar) AS USER_ID,
  CAST(e.product_id AS varchar) AS ITEM_ID,
  e.event AS EVENT_TYPE,
  CAST(e.price AS real) AS EVENT_VALUE,
  CAST(e.created_at AS bigint) AS TIMESTAMP
FROM events e
WHERE e.user_id IS NOT NULL
  AND e.product_id IS NOT NULL
  AND e.event IN ('view', 'cart', 'purchase')
",
        columns: r#"
user_id    = "string"
product_id = "string"
event      = "string"
price      = "double"
created_at = "bigint"
"#,
        schema: r#"
USER_ID     = "string"
ITEM_ID     = "string"
EVENT_TYPE  = "string"
EVENT_VALUE = "float"
TIMESTAMP   = "long"
"#,
    },
    Dataset {
        name: "items",
        source: r#"source = "products/""#,
        query: r#"
WITH latest AS (
  SELECT id, price, category, description, created_at,
         row_number() OVER (PARTITION BY id ORDER BY updated_at DESC) AS age
  FROM products
)
SELECT
  id AS ITEM_ID,
  CAST(price AS real) AS PRICE,
  replace(category, '/', '|') AS CATEGORY_L1,
  regexp_replace(description, '[\\\\\\r\\n\"]', ' ') AS PRODUCT_DESCRIPTION,
  CAST(created_at AS bigint) AS CREATION_TIMESTAMP
FROM latest
WHERE age = 1
"#,
        columns: r#"
id          = "string"
price       = "double"
category    = "string"
description = "string"
created_at  = "bigint"
updated_at  = "bigint"
"#,
        schema: r#"
ITEM_ID             = "string"
PRICE               = "float"
CATEGORY_L1         = { type = "string", categorical = true }
PRODUCT_DESCRIPTION = { type = "string", textual = true, nullable = true }
CREATION_TIMESTAMP  = "long"
"#,
    },
    Dataset {
        name: "users",
        source: "source = \"customers/\"\nformat = \"parquet\"",
        query: "
SELECT
  id AS USER_ID,
  CASE WHEN age < 30 THEN 'young' WHEN age < 60 THEN 'middle' ELSE 'old' END AS AGE_GROUP,
  array_join(segments, '|') AS SEGMENTS
FROM customers
",
        columns: r#"
id       = "string"
age      = "int"
segments = "array<string>"
"#,
        schema: r#"
USER_ID   = "string"
AGE_GROUP = { type = "string", categorical = true, nullable = true }
SEGMENTS  = { type = "string", categorical = true, nullable = true }
"#,
    },
];

/// A spec of three datasets with their queries in it, and as many stages as are wanted.
pub fn with_stages(project: &str, stages: usize) -> String {
    let mut spec = format!(
        "[project]\nname   = \"{project}\"\nregion = \"eu-central-1\"\ndomain = \"ECOMMERCE\"\n\
         tags   = {{ team = \"shop\", \"cost-center\" = \"4711\" }}\n\n"
    );
    for dataset in DATASETS {
        let Dataset {
            name,
            source,
            query,
            columns,
            schema,
        } = dataset;
        let _ = writeln!(spec, "[datasets.{name}]\n{source}\nquery = \"\"\"{query}\"\"\"\n");
        let _ = writeln!(spec, "[datasets.{name}.columns]{columns}");
        let _ = writeln!(spec, "[datasets.{name}.schema]{schema}");
    }
    for stage in 1..=stages {
        let _ = writeln!(
            spec,
            "[stages.stage-{stage}]\nretain_data        = false\nlog_retention_days = 365\n\
             schedule           = \"cron(0 3 * * ? *)\"\nschedule_timezone  = \"Europe/Berlin\"\n\
             alarm_email        = \"team-{stage}@example.com\"\n\n[stages.stage-{stage}.notebook]\n\
             volume_size_gb     = 64\nidle_stop_minutes  = 60\nsubnet_id          = \"subnet-0123456789abcdef0\"\n\
             security_group_ids = [\"sg-0123456789abcdef0\"]\n"
        );
    }
    spec
}

/// A spec of exactly 200 lines: what it says, and comments to fill the page.
pub fn of_200_lines(project: &str) -> String {
    let mut spec = with_stages(project, 8);
    for line in spec.lines().count()..200 {
        let _ = writeln!(spec, "# line {line}");
    }
    spec
}
