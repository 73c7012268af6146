data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition

  notebooks_prefix = "notebooks/"
  notebooks        = toset([for file in fileset(var.notebooks_path, "**") : file if !strcontains("/${file}", "/.")])

  # With Unix line ends, whatever git made of them: the instance refuses to start with others.
  on_start = replace(templatefile("${path.module}/scripts/on-start.sh.tftpl", {
    copy_notebooks    = file("${path.module}/scripts/copy-notebooks.sh")
    idle_stop         = file("${path.module}/scripts/idle-stop.py")
    idle_stop_minutes = var.idle_stop_minutes == null ? "" : tostring(var.idle_stop_minutes)
    notebook_name     = var.name
    region            = var.region
    source_uri        = "s3://${var.data_analysis_bucket_name}/${local.notebooks_prefix}"
  }), "\r\n", "\n")
}

# Two resources, since AWS takes a notebook without internet access only with a subnet, and each reads plainly: the argument is never
# an expression. Neither names a platform: the service's default is Amazon Linux 2023, which provider 5 cannot name.
resource "aws_sagemaker_notebook_instance" "in_subnet" {
  count = var.subnet_id == null ? 0 : 1

  name                   = var.name
  role_arn               = aws_iam_role.this.arn
  instance_type          = var.instance_type
  volume_size            = var.volume_size_gb
  kms_key_id             = var.kms_key_arn
  lifecycle_config_name  = aws_sagemaker_notebook_instance_lifecycle_configuration.this.name
  root_access            = "Disabled"
  direct_internet_access = "Disabled"
  subnet_id              = var.subnet_id
  security_groups        = var.security_group_ids

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }

  # The first start copies the notebooks, for which bucket and role must be ready.
  depends_on = [aws_iam_role_policy.this, aws_s3_object.notebook]
}

resource "aws_sagemaker_notebook_instance" "with_internet" {
  count = var.subnet_id == null ? 1 : 0

  name                   = var.name
  role_arn               = aws_iam_role.this.arn
  instance_type          = var.instance_type
  volume_size            = var.volume_size_gb
  kms_key_id             = var.kms_key_arn
  lifecycle_config_name  = aws_sagemaker_notebook_instance_lifecycle_configuration.this.name
  root_access            = "Disabled"
  direct_internet_access = "Enabled"

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }

  depends_on = [aws_iam_role_policy.this, aws_s3_object.notebook]
}

resource "aws_sagemaker_notebook_instance_lifecycle_configuration" "this" {
  name     = var.name
  on_start = base64encode(local.on_start)

  lifecycle {
    precondition {
      condition     = length(base64encode(local.on_start)) <= 16384
      error_message = "The start script has more than the 12,288 bytes that AWS takes."
    }
  }
}

resource "aws_s3_object" "notebook" {
  for_each = local.notebooks

  bucket     = var.data_analysis_bucket_name
  key        = "${local.notebooks_prefix}${each.value}"
  source     = "${var.notebooks_path}/${each.value}"
  kms_key_id = var.kms_key_arn

  # An object that KMS encrypts has no MD5 for an etag, so changes are told by a hash in the state.
  source_hash = filemd5("${var.notebooks_path}/${each.value}")

  # S3 takes ten tags an object, and a stack may have more.
  override_provider {
    default_tags {
      tags = {}
    }
  }
}
