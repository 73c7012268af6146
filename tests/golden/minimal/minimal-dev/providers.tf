provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      "managed-by" = "kickstart"
      "project"    = "minimal"
      "stage"      = "dev"
    }
  }
}
