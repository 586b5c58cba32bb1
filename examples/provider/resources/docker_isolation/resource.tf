resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_container" "worker" {
  name    = "worker"
  image   = docker_image.busybox.image_id
  command = ["sleep", "infinity"]

  read_only     = true
  user          = "1000:1000"
  security_opts = ["no-new-privileges"]
  ipc_mode      = "private"
  cgroupns_mode = "private"
  memory        = 64
  pids_limit    = 32
  capabilities {
    drop = ["ALL"]
  }
  ulimit {
    name = "nofile"
    soft = 1024
    hard = 1024
  }

  # The plan fails if the container violates this policy.
  isolation_policy     = "restricted@1 memory<=64m"
  isolation_exemptions = { cpus = "Batch work may take what is left over." }
}

# Verifies the policy with the kernel's own data, now and in every later plan.
resource "docker_isolation" "report" {
  directory = "${path.module}/isolation"

  container {
    id   = docker_container.worker.id
    name = "worker"

    isolation_policy     = docker_container.worker.isolation_policy
    isolation_exemptions = docker_container.worker.isolation_exemptions
  }
}
