data "docker_registry_image_manifests" "app" {
  name = "registry.example.com/team/app:1.0"
}

output "platforms" {
  value = [for manifest in data.docker_registry_image_manifests.app.manifests : "${manifest.os}/${manifest.architecture}"]
}
