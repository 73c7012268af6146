provider "aws" {
  region = "eu-west-1"

  default_tags {
    tags = {
      "data-class" = "internal"
      "managed-by" = "kickstart"
      "project"    = "loyalty"
      "stage"      = "test"
      "team"       = "crm"
    }
  }
}
