terraform {
  required_providers {
    docker = {
      source  = "berth/docker"
      version = "~> 0.1"
    }
  }
}

# The engine that the docker CLI uses: DOCKER_HOST, the current context, or the local socket.
provider "docker" {}

# An engine on another machine. The provider connects to it only when a resource or data source needs it.
provider "docker" {
  alias     = "build"
  host      = "tcp://build.example.com:2376"
  cert_path = pathexpand("~/.docker/build")
}

# Registries that require a login. Without these blocks, the provider uses the credentials of `docker login`.
provider "docker" {
  alias = "with_registry"

  registry_auth {
    address     = "registry.example.com"
    config_file = pathexpand("~/.docker/robot.json")
  }

  # The provider reads these environment variables itself, so the password is in no configuration and no plan.
  registry_auth {
    address      = "ghcr.io"
    username_env = "REGISTRY_USER"
    password_env = "REGISTRY_PASSWORD"
  }
}

resource "docker_network" "backend" {
  name = "backend"
}
