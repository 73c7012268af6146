provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      "cost-center" = "4711"
      "managed-by"  = "kickstart"
      "project"     = "retail"
      "stage"       = "dev"
      "team"        = "shop"
    }
  }
}
