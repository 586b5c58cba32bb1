resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_clone_set" "workers" {
  name     = "worker"
  replicas = 3

  host {
    name = "here"
  }

  template {
    image   = docker_image.busybox.image_id
    command = ["sh", "-c", "trap exit TERM; sleep 1000 & wait"]
    memory  = 64
  }
}

data "docker_clone_set" "workers" {
  name       = docker_clone_set.workers.name
  depends_on = [docker_clone_set.workers]
}

locals {
  cost = data.docker_clone_set.workers
}

output "cost" {
  value = "${local.cost.shared_bytes} bytes shared; for each of ${local.cost.containers}: ${local.cost.own_bytes_max} bytes on disk, ${local.cost.memory_usage_max} bytes of memory"
}
