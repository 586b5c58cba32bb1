resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

# Three workers on one host. With several `engine` blocks in the provider's configuration, each gets a `host` block.
resource "docker_clone_set" "workers" {
  name     = "worker"
  replicas = 3

  host {
    name = "here"
  }

  template {
    image   = docker_image.busybox.image_id
    command = ["sh", "-c", "trap exit TERM; while :; do echo \"worker $NUMBER\"; sleep 60 & wait $!; done"]
    env     = ["NUMBER={{clone.number}}"]
    memory  = 64
  }
}

output "workers" {
  value = docker_clone_set.workers.summary
}
