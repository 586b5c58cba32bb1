resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "sleeper" {
  name    = "sleeper"
  image   = docker_image.busybox.image_id
  command = ["sleep", "infinity"]
}

# Rebuilt when a file in the folder or a build argument changes.
resource "docker_image" "greeter" {
  name = "greeter:latest"

  build {
    context    = "${path.module}/greeter"
    build_args = { GREETING = "good morning" }
  }

  depends_on = [docker_image.busybox]
}
