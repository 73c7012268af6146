terraform {
  backend "s3" {
    bucket       = "example-terraform-state"
    key          = "movielens/prod/terraform.tfstate"
    region       = "eu-west-1"
    encrypt      = true
    use_lockfile = true
  }
}
