# An image that is on the engine already. It is not pulled: for that there is the resource.
data "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "sleeper" {
  name    = "sleeper"
  image   = data.docker_image.busybox.id
  command = ["sleep", "infinity"]
}
