resource "docker_network" "backend" {
  name     = "backend"
  internal = true

  ipam_config {
    subnet  = "10.217.34.0/24"
    gateway = "10.217.34.1"
  }

  labels {
    label = "team"
    value = "payments"
  }
}
