# The real provider, for it writes the policy documents; at plan it calls nobody for them.
provider "aws" {
  region     = "eu-central-1"
  access_key = "test"
  secret_key = "test"

  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_requesting_account_id  = true
}

override_data {
  target = data.aws_caller_identity.current

  values = {
    account_id = "111122223333"
  }
}

variables {
  name          = "retail-dev"
  region        = "eu-central-1"
  bucket_name   = "retail-dev-raw-data-111122223333"
  database_name = "retail_dev"
  kms_key_arn   = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  crawled_datasets = {
    "interactions" = {
      source = "events/"
      format = "csv"
    }
    "items" = {
      source = "shop/export/products/"
      format = "json"
    }
  }
  declared_datasets = {
    "users" = {
      source     = "customers/"
      format     = "parquet"
      table_name = "customers"
      columns    = [{ name = "id", type = "string" }, { name = "segments", type = "array<string>" }]
    }
    "actions" = {
      source     = "offers/"
      format     = "csv"
      table_name = "offers"
      columns    = [{ name = "id", type = "string" }, { name = "price", type = "float" }]
    }
  }
}

run "crawler_role" {
  command = plan

  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.crawler.json).Statement :
      !contains(flatten([statement.Resource]), "*") || contains(["ReadConfiguration"], statement.Sid)
    ])
    error_message = "Only actions for which AWS knows no resource may name all of them."
  }

  assert {
    condition = alltrue(flatten([for statement in jsondecode(data.aws_iam_policy_document.crawler.json).Statement : [
      for action in flatten([statement.Action]) : !strcontains(action, "*")
    ]]))
    error_message = "Each action must be named."
  }

  assert {
    condition = { for statement in jsondecode(data.aws_iam_policy_document.crawler.json).Statement : statement.Sid => toset(flatten([statement.Resource])) if startswith(statement.Sid, "Read") || statement.Sid == "WriteTables" } == {
      ReadConfiguration = toset(["*"])
      ReadRawData       = toset(["arn:aws:s3:::retail-dev-raw-data-111122223333/events/*", "arn:aws:s3:::retail-dev-raw-data-111122223333/shop/export/products/*"])
      WriteTables       = toset(["arn:aws:glue:eu-central-1:111122223333:catalog", "arn:aws:glue:eu-central-1:111122223333:database/retail_dev", "arn:aws:glue:eu-central-1:111122223333:table/retail_dev/*"])
    }
    error_message = "Crawlers read their own sources and write this database only."
  }

  assert {
    condition     = length([for action in flatten(jsondecode(data.aws_iam_policy_document.crawler.json).Statement[*].Action) : action if startswith(action, "s3:Put") || startswith(action, "s3:Delete")]) == 0
    error_message = "Crawlers write no data."
  }

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.crawler_trust.json).Statement == [{ Action = "sts:AssumeRole", Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } }, Effect = "Allow", Principal = { Service = "glue.amazonaws.com" } }]
    error_message = "Only Glue may take the role, and only for this account where it says so."
  }
}

run "without_csv_no_classifier_is_read" {
  command = plan

  variables {
    crawled_datasets = {
      "items" = {
        source = "products/"
        format = "json"
      }
    }
  }

  assert {
    condition     = [for statement in jsondecode(data.aws_iam_policy_document.crawler.json).Statement : statement.Action if statement.Sid == "ReadConfiguration"] == ["glue:GetSecurityConfiguration"]
    error_message = "A crawler without a classifier reads none."
  }
}
