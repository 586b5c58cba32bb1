resource "docker_plugin" "sshfs" {
  name  = "vieux/sshfs:latest"
  alias = "sshfs"
  env   = ["DEBUG=1"]

  # All that it asks for: without one of these, the error lists it.
  grant_permissions {
    name  = "network"
    value = ["host"]
  }
  grant_permissions {
    name  = "mount"
    value = ["/var/lib/docker/plugins/", ""]
  }
  grant_permissions {
    name  = "device"
    value = ["/dev/fuse"]
  }
  grant_permissions {
    name  = "capabilities"
    value = ["CAP_SYS_ADMIN"]
  }
}

resource "docker_volume" "data" {
  name   = "data"
  driver = docker_plugin.sshfs.alias
  driver_opts = {
    sshcmd = "backup@files.example.com:/data"
  }
}
