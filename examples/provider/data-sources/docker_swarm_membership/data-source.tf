data "docker_swarm_membership" "here" {}

output "constraint" {
  value = data.docker_swarm_membership.here.node_id == "" ? "" : "node.id == ${data.docker_swarm_membership.here.node_id}"
}
