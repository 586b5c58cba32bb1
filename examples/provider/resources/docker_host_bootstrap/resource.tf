provider "docker" {
  alias        = "eu_1"
  host         = "ssh://deploy@eu-1.example.com"
  ssh_host_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILGhjXf6sWl+vhgql4eXg6xR0sG2wacUtKYrdniaRG6I"
}

resource "docker_host_bootstrap" "eu_1" {
  provider = docker.eu_1
  sudo     = true

  script = <<-EOT
    set -eu
    command -v dockerd >/dev/null && exit
    apt-get update
    apt-get install -y --no-install-recommends docker.io
    adduser deploy docker
    echo "changed: the package docker.io"
  EOT
}

# It is created once the machine has an engine.
resource "docker_volume" "data" {
  provider   = docker.eu_1
  name       = "data"
  depends_on = [docker_host_bootstrap.eu_1]
}
