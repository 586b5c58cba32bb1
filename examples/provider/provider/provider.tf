terraform {
  required_providers {
    docker = {
      source  = "berth/docker"
      version = "~> 0.1"
    }
  }
}

# The engine that the docker command line talks to: DOCKER_HOST, the current context, or the local socket.
provider "docker" {}

# An engine on another machine. Nothing connects to it before there is something to ask it.
provider "docker" {
  alias     = "build"
  host      = "tcp://build.example.com:2376"
  cert_path = pathexpand("~/.docker/build")
}

# A registry that has to be logged in to. Without such a block, what `docker login` has kept is used.
provider "docker" {
  alias = "with_registry"

  registry_auth {
    address     = "registry.example.com"
    config_file = pathexpand("~/.docker/robot.json")
  }
}

resource "docker_network" "backend" {
  name = "backend"
}
