resource "docker_swarm" "main" {
  advertise_addr = "127.0.0.1"
}

data "docker_swarm_nodes" "managers" {
  role       = "manager"
  depends_on = [docker_swarm.main]
}

output "managers" {
  value = [for node in data.docker_swarm_nodes.managers.nodes : node.hostname]
}
