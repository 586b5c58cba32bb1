# Usually, another stack or a person creates the volume.
resource "docker_volume" "models" {
  name = "models"
}

data "docker_volume" "models" {
  name = docker_volume.models.name
}

output "models_folder" {
  value = data.docker_volume.models.mountpoint
}
