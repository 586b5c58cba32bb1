resource "docker_resource_pool" "department" {
  name       = "research"
  memory     = 1024
  pids_limit = 500
}

resource "docker_resource_pool" "team" {
  name        = "compilers"
  parent      = docker_resource_pool.department.id
  memory      = 512
  memory_swap = 512 # no swap
  cpus        = "1.5"
  cpu_shares  = 2048 # twice the time of a pool beside it, when all CPUs are busy
}

resource "docker_container" "build" {
  name          = "build"
  image         = "busybox:1.37"
  command       = ["sleep", "infinity"]
  memory        = 256 # its own limit
  cgroup_parent = docker_resource_pool.team.cgroup_parent
}
