resource "docker_resource_pool" "team" {
  name   = "compilers"
  memory = 512
}

data "docker_resource_pool" "team" {
  name   = docker_resource_pool.team.name
  parent = docker_resource_pool.team.parent
}

output "memory_in_use" {
  value = "${floor(data.docker_resource_pool.team.memory_usage / 1024 / 1024)} of ${docker_resource_pool.team.memory} MiB"
}
