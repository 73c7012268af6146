provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      "client"     = "movielens"
      "managed-by" = "kickstart"
      "project"    = "movielens"
      "stage"      = "prod"
    }
  }
}
