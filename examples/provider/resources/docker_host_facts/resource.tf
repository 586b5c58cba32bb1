resource "docker_host_facts" "here" {
  triggers = {
    engine = "28.5"
  }
}

output "why_no_encrypted_networks" {
  value = docker_host_facts.here.esp == true ? null : docker_host_facts.here.evidence["esp"]
}
