# The engine has to be a manager of a swarm.
resource "docker_config" "site" {
  name = "site"
  data = base64encode("server { listen 80; }\n")

  # A service keeps the old config until it is updated with the new one.
  random_suffix = true

  labels {
    label = "tier"
    value = "front"
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "docker_config" "motd" {
  name            = "motd"
  data            = base64encode("This is {{ .Node.Hostname }}.\n")
  template_driver = "golang"
}
