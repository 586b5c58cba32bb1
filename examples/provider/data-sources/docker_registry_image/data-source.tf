# Pins an image that this configuration does not push: another image at the tag is another digest, and so another container.
data "docker_registry_image" "app" {
  name = "registry.example.com/team/app:1.0"
}

resource "docker_image" "app" {
  name = "registry.example.com/team/app@${data.docker_registry_image.app.sha256_digest}"
}
