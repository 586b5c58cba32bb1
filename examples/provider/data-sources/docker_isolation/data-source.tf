data "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "legacy" {
  name    = "legacy"
  image   = data.docker_image.busybox.id
  command = ["sleep", "infinity"]
}

# Reports violations without failing.
data "docker_isolation" "legacy" {
  container {
    id               = docker_container.legacy.id
    isolation_policy = "none@1 privileged=denied engine_socket=absent memory=limited"
  }
}

output "weaknesses" {
  value = data.docker_isolation.legacy.weaknesses
}
