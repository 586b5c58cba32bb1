resource "docker_host_facts" "here" {
  triggers = {
    kernel_parameters = filesha256("sysctl.conf")
  }
}

output "why_no_encrypted_networks" {
  value = docker_host_facts.here.esp == true ? null : docker_host_facts.here.evidence["esp"]
}
