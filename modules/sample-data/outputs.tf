output "object_keys" {
  description = "Keys of the uploaded objects by local file"
  value       = { for file, object in aws_s3_object.this : file => object.key }
}
