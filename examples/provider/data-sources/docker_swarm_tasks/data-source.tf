resource "docker_swarm" "main" {
  advertise_addr = "127.0.0.1"
}

# What runs on a node.
data "docker_swarm_tasks" "running" {
  node          = docker_swarm.main.node_id
  desired_state = "running"
}

output "tasks" {
  value = [for task in data.docker_swarm_tasks.running.tasks : "${task.name}: ${task.state}"]
}
