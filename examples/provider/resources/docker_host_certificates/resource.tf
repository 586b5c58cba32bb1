resource "docker_host_certificates" "engine" {
  hosts = ["docker.example.com", "10.0.0.5"]
}

# What the engine needs, to be copied to its machine.
output "server_certificate" {
  value = docker_host_certificates.engine.server_certificate
}
