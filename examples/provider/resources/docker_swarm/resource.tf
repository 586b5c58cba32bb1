resource "docker_swarm" "main" {
  # An engine with several addresses needs to know at which one others reach it.
  advertise_addr = "127.0.0.1"

  task_history_limit = 3
  node_cert_expiry   = "720h"

  # Another text makes a new join token for workers, so that nobody joins with the old one.
  rotate_worker_token = "2026-01"
}
