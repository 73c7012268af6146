output "arn" {
  description = "ARN of the bucket"
  value       = aws_s3_bucket.this.arn
}

output "name" {
  description = "Name of the bucket, known once it encrypts and refuses what it should: nothing is written to it before"
  value       = aws_s3_bucket.this.bucket

  depends_on = [
    aws_s3_bucket_policy.this,
    aws_s3_bucket_server_side_encryption_configuration.this,
    aws_s3_bucket_versioning.this,
  ]
}
