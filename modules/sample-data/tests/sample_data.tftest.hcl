# Without network or credentials: every answer of AWS is made up.
mock_provider "aws" {
}

variables {
  bucket_name = "movielens-dev-raw-data-111122223333"
  date        = "2026-01-31"
  kms_key_arn = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  path        = "./tests/files"
  sources     = ["movies/", "raw/ratings/"]
}

run "uploads" {
  assert {
    condition = output.object_keys == {
      "movies/movies.csv"            = "movies/year=2026/month=01/day=31/movies.csv"
      "raw/ratings/part/ratings.csv" = "raw/ratings/year=2026/month=01/day=31/part/ratings.csv"
    }
    error_message = "Each file goes to its source's partition, without hidden ones and without those of no source."
  }

  assert {
    condition     = alltrue([for object in aws_s3_object.this : object.kms_key_id == var.kms_key_arn])
    error_message = "Objects must be encrypted with the given key."
  }

  assert {
    condition     = aws_s3_object.this["movies/movies.csv"].source_hash == filemd5("./tests/files/movies/movies.csv")
    error_message = "A changed file must be uploaded again."
  }
}

run "refuses_a_day_that_is_not" {
  command = plan

  variables {
    date = "2026-02-30"
  }

  expect_failures = [var.date]
}

run "refuses_another_way_to_write_a_day" {
  command = plan

  variables {
    date = "31.1.2026"
  }

  expect_failures = [var.date]
}

run "refuses_a_source_without_slash" {
  command = plan

  variables {
    sources = ["movies"]
  }

  expect_failures = [var.sources]
}

run "refuses_an_alias_for_the_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/s3"
  }

  expect_failures = [var.kms_key_arn]
}
