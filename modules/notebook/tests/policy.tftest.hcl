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
  name                      = "movielens-dev"
  region                    = "eu-central-1"
  kms_key_arn               = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
  notebooks_path            = "./tests/notebooks"
  data_analysis_bucket_name = "movielens-dev-data-analysis-111122223333"
  prepared_data_bucket_name = "movielens-dev-prepared-data-111122223333"
  raw_data_bucket_name      = "movielens-dev-raw-data-111122223333"
  database_name             = "movielens_dev"
  query_results_prefix      = "query-results/"
  workgroup_name            = "movielens-dev"
}

run "role" {
  command = plan

  assert {
    condition = alltrue([for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement :
      !contains(flatten([statement.Resource]), "*") || contains([], statement.Sid)
    ])
    error_message = "Only actions for which AWS knows no resource may name all of them."
  }

  assert {
    condition = alltrue(flatten([for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : [
      for action in flatten([statement.Action]) : !strcontains(action, "*")
    ]]))
    error_message = "Each action must be named."
  }

  assert {
    condition     = jsondecode(data.aws_iam_policy_document.trust.json).Statement == [{ Action = "sts:AssumeRole", Condition = { StringEqualsIfExists = { "aws:SourceAccount" = "111122223333" } }, Effect = "Allow", Principal = { Service = "sagemaker.amazonaws.com" } }]
    error_message = "Only SageMaker may take the role, and only for this account where it says so."
  }

  assert {
    condition = { for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement.Sid => statement.Resource if length(setintersection(flatten([statement.Action]), ["s3:PutObject", "s3:DeleteObject"])) > 0 } == {
      KeepOwnData       = "arn:aws:s3:::movielens-dev-data-analysis-111122223333/*"
      WriteQueryResults = "arn:aws:s3:::movielens-dev-prepared-data-111122223333/query-results/*"
    }
    error_message = "The notebook writes its own bucket and query results, nothing else."
  }

  assert {
    condition     = one([for statement in jsondecode(data.aws_iam_policy_document.this.json).Statement : statement.Resource if statement.Sid == "StopItself"]) == "arn:aws:sagemaker:eu-central-1:111122223333:notebook-instance/movielens-dev"
    error_message = "The notebook may stop itself only."
  }

  assert {
    condition     = aws_iam_role.this.name == "movielens-dev-notebook" && length([for name in fileset(".", "*.tf") : name if strcontains(file(name), "policy_attachment") || strcontains(file(name), "managed_policy_arns")]) == 0
    error_message = "No policy of AWS's may be attached: AmazonSageMakerFullAccess is the whole account."
  }
}
