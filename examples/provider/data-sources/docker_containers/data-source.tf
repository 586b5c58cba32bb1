data "docker_containers" "all" {}

output "running_containers" {
  value = [for one in data.docker_containers.all.containers : trimprefix(one.names[0], "/") if one.state == "running"]
}
