locals {
  partition = formatdate("'year='YYYY'/month='MM'/day='DD", "${var.date}T00:00:00Z")

  # Key: where the file lies below the path, which is also its address in the state.
  files = merge([
    for source in var.sources : {
      for file in fileset("${var.path}/${source}", "**") :
      "${source}${file}" => "${source}${local.partition}/${file}"
      if !startswith(basename(file), ".")
    }
  ]...)
}

resource "aws_s3_object" "this" {
  for_each = local.files

  bucket     = var.bucket_name
  key        = each.value
  source     = "${var.path}/${each.key}"
  kms_key_id = var.kms_key_arn

  # An object that KMS encrypts has no MD5 for an etag, so changes are told by a hash in the state.
  source_hash = filemd5("${var.path}/${each.key}")

  # S3 takes ten tags an object, and a stack may have more.
  override_provider {
    default_tags {
      tags = {}
    }
  }
}
