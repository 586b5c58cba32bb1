data "docker_image" "busybox" {
  name = "busybox:1.37"
}

# A job: apply waits until it ends.
resource "docker_container" "job" {
  name    = "job"
  image   = data.docker_image.busybox.id
  command = ["echo", "Done."]
  attach  = true
}

data "docker_logs" "job" {
  name = docker_container.job.id
  tail = "10"
}

output "job" {
  value = join("\n", data.docker_logs.job.logs_list_string)
}
