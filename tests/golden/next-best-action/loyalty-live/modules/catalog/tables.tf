locals {
  # How Athena reads each format. OpenCSVSerDe is the one that honours quotes; openx is the one that tells a JSON file's bad line.
  formats = {
    csv = {
      input_format  = "org.apache.hadoop.mapred.TextInputFormat"
      output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
      serde         = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
      serde_parameters = {
        "escapeChar"    = "\\"
        "quoteChar"     = "\""
        "separatorChar" = ","
      }
      table_parameters = {
        "classification"         = "csv"
        "skip.header.line.count" = "1"
      }
    }
    json = {
      input_format     = "org.apache.hadoop.mapred.TextInputFormat"
      output_format    = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
      serde            = "org.openx.data.jsonserde.JsonSerDe"
      serde_parameters = {}
      table_parameters = {
        "classification" = "json"
      }
    }
    parquet = {
      input_format     = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
      output_format    = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
      serde            = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
      serde_parameters = {}
      table_parameters = {
        "classification" = "parquet"
      }
    }
  }

  # OpenCSVSerDe reads string, boolean, int, bigint, double, date and timestamp; a narrower number is read as the next wider one.
  csv_types = {
    float    = "double"
    smallint = "int"
    tinyint  = "int"
  }
}

resource "aws_glue_catalog_table" "this" {
  for_each = var.declared_datasets

  name          = each.value.table_name
  database_name = aws_glue_catalog_database.this.name
  description   = "The ${each.key} as their columns are declared; no crawler touches it"
  table_type    = "EXTERNAL_TABLE"
  parameters    = local.formats[each.value.format].table_parameters

  # No partition keys: Athena reads every folder below the location.
  storage_descriptor {
    location      = "s3://${var.bucket_name}/${each.value.source}"
    input_format  = local.formats[each.value.format].input_format
    output_format = local.formats[each.value.format].output_format

    ser_de_info {
      parameters            = local.formats[each.value.format].serde_parameters
      serialization_library = local.formats[each.value.format].serde
    }

    dynamic "columns" {
      for_each = each.value.columns

      content {
        name = columns.value.name
        type = each.value.format == "csv" ? lookup(local.csv_types, columns.value.type, columns.value.type) : columns.value.type
      }
    }
  }
}
