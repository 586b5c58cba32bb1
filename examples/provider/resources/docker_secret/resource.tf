variable "password" {
  type      = string
  default   = "correct-horse-battery"
  ephemeral = true
}

# The engine has to be a manager of a swarm. The content is in neither plan nor state.
resource "docker_secret" "password" {
  name            = "password"
  data_wo         = base64encode(var.password)
  data_wo_version = "1"

  # A service keeps the old secret until it is updated with the new one.
  random_suffix = true

  lifecycle {
    create_before_destroy = true
  }
}

# As for the standard provider: the content is in the state.
resource "docker_secret" "token" {
  name = "token"
  data = base64encode("not-so-secret")
}

resource "docker_secret" "key" {
  name    = "key"
  data_wo = base64encode(var.password)
}
