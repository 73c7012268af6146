provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      "client"     = "movielens"
      "managed-by" = "kickstart"
      "owner"      = "bob"
      "project"    = "movielens"
      "stage"      = "sandbox"
    }
  }
}
