# An image that the engine already has. To pull an image, use the resource.
data "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "sleeper" {
  name    = "sleeper"
  image   = data.docker_image.busybox.id
  command = ["sleep", "infinity"]
}
