resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "sleeper" {
  name    = "sleeper"
  image   = docker_image.busybox.image_id
  command = ["sleep", "infinity"]
}
