data "docker_plugin" "sshfs" {
  alias = "sshfs:latest"
}

output "sshfs_runs" {
  value = data.docker_plugin.sshfs.enabled
}
