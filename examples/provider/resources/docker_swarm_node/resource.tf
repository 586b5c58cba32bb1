resource "docker_swarm" "main" {
  # An engine with several addresses needs to know at which one others reach it.
  advertise_addr = "127.0.0.1"
}

# The manager that made the swarm takes no tasks. Without `join_token`, the node stays in the swarm when this is destroyed.
resource "docker_swarm_node" "manager" {
  availability = "drain"

  labels {
    label = "zone"
    value = "a"
  }

  depends_on = [docker_swarm.main]
}
