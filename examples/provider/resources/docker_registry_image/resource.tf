resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_tag" "app" {
  source_image = docker_image.busybox.image_id
  target_image = "registry.example.com/team/app:1.0"
}

# The engine pushes the image that has this name, and again when it gets another one.
resource "docker_registry_image" "app" {
  name     = docker_tag.app.target_image
  triggers = { image = docker_tag.app.source_image_id }
}

# The provider pushes an OCI image layout itself, and signs the image.
resource "docker_registry_image" "site" {
  name   = "registry.example.com/team/site:1.0"
  layout = "${path.module}/site.tar"

  signature {
    key_file = "${path.module}/cosign.key"
  }
}
