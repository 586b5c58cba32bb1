data "docker_host_facts" "here" {}

resource "docker_container" "sandbox" {
  name    = "sandbox"
  image   = "busybox:1.37"
  command = ["sleep", "infinity"]
  runtime = "runsc"

  lifecycle {
    precondition {
      # A runtime that is not registered, and a fact that is not known, are no yes.
      condition     = try(data.docker_host_facts.here.runtimes["runsc"].starts, false) == true
      error_message = "gVisor does not start containers on this host."
    }
  }
}
