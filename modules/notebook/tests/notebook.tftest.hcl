# Without network or credentials: every answer of AWS is made up.
mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_iam_policy_document" {
    defaults = {
      json = "{}"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      dns_suffix = "amazonaws.com"
      partition  = "aws"
    }
  }

  mock_resource "aws_iam_role" {
    defaults = {
      arn = "arn:aws:iam::111122223333:role/mock"
    }
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

run "with_internet" {
  assert {
    condition     = length(aws_sagemaker_notebook_instance.in_subnet) == 0 && aws_sagemaker_notebook_instance.with_internet[0].direct_internet_access == "Enabled" && output.name == "movielens-dev"
    error_message = "Without a subnet the notebook must have internet access."
  }

  assert {
    condition = alltrue([for notebook in aws_sagemaker_notebook_instance.with_internet :
      notebook.root_access == "Disabled"
      && notebook.kms_key_id == var.kms_key_arn
      && notebook.volume_size == 20
      && notebook.instance_type == "ml.t3.medium"
      && one(notebook.instance_metadata_service_configuration).minimum_instance_metadata_service_version == "2"
    ])
    error_message = "A notebook must have no root, our key and the second metadata version."
  }

  assert {
    condition     = { for file, object in aws_s3_object.notebook : file => object.key } == { "a.ipynb" = "notebooks/a.ipynb", "deeper/b.ipynb" = "notebooks/deeper/b.ipynb" }
    error_message = "All files but hidden ones must be uploaded."
  }

  assert {
    condition     = strcontains(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start), "source_uri='s3://movielens-dev-data-analysis-111122223333/notebooks/'") && strcontains(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start), "idle_stop_minutes=''")
    error_message = "The script must know where the notebooks are, and must not stop an instance unasked."
  }

  assert {
    condition     = length(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start)) <= 12288 && startswith(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start), "#!/usr/bin/env bash\n")
    error_message = "AWS takes 12,288 bytes."
  }
}

run "in_subnet" {
  variables {
    subnet_id          = "subnet-0123456789abcdef0"
    security_group_ids = ["sg-0123456789abcdef0"]
    idle_stop_minutes  = 60
  }

  assert {
    condition     = length(aws_sagemaker_notebook_instance.with_internet) == 0 && aws_sagemaker_notebook_instance.in_subnet[0].direct_internet_access == "Disabled" && output.name == "movielens-dev"
    error_message = "In a subnet the notebook must have no internet access of its own."
  }

  assert {
    condition     = aws_sagemaker_notebook_instance.in_subnet[0].subnet_id == var.subnet_id && aws_sagemaker_notebook_instance.in_subnet[0].security_groups == toset(var.security_group_ids)
    error_message = "The notebook must be in its subnet and groups."
  }

  assert {
    condition = alltrue([for notebook in aws_sagemaker_notebook_instance.in_subnet :
      notebook.root_access == "Disabled"
      && notebook.kms_key_id == var.kms_key_arn
      && notebook.volume_size == 20
      && notebook.instance_type == "ml.t3.medium"
      && one(notebook.instance_metadata_service_configuration).minimum_instance_metadata_service_version == "2"
    ])
    error_message = "A notebook must have no root, our key and the second metadata version."
  }

  assert {
    condition     = strcontains(base64decode(aws_sagemaker_notebook_instance_lifecycle_configuration.this.on_start), "idle_stop_minutes='60'")
    error_message = "The script must stop an idle instance."
  }
}

run "refuses_groups_without_a_subnet" {
  command = plan

  variables {
    security_group_ids = ["sg-0123456789abcdef0"]
  }

  expect_failures = [var.security_group_ids]
}

run "refuses_too_small_a_volume" {
  command = plan

  variables {
    volume_size_gb = 4
  }

  expect_failures = [var.volume_size_gb]
}

run "refuses_an_underscore" {
  command = plan

  variables {
    name = "movielens_dev"
  }

  expect_failures = [var.name]
}

run "refuses_an_ec2_type" {
  command = plan

  variables {
    instance_type = "t3.medium"
  }

  expect_failures = [var.instance_type]
}

run "refuses_minutes_below_five" {
  command = plan

  variables {
    idle_stop_minutes = 4
  }

  expect_failures = [var.idle_stop_minutes]
}

run "refuses_an_alias_for_the_key" {
  command = plan

  variables {
    kms_key_arn = "alias/aws/s3"
  }

  expect_failures = [var.kms_key_arn]
}
