resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_tag" "busybox" {
  source_image = docker_image.busybox.image_id
  target_image = "registry.example.com/team/busybox:1.37"
}
