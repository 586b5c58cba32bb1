# A folder becomes an image, and another one when what is in the folder changes.
resource "docker_image_import" "site" {
  name            = "site:1"
  root_filesystem = "${path.module}/site"
  changes         = ["LABEL org.opencontainers.image.title=site", "VOLUME /www"]
}
