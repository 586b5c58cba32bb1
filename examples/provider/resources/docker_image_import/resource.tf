# Creates an image from a folder, and a new image when the folder's content changes.
resource "docker_image_import" "site" {
  name            = "site:1"
  root_filesystem = "${path.module}/site"
  changes         = ["LABEL org.opencontainers.image.title=site", "VOLUME /www"]
}
