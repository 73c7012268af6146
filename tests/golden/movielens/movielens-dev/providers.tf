provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      "client"     = "movielens"
      "managed-by" = "kickstart"
      "project"    = "movielens"
      "stage"      = "dev"
    }
  }
}
