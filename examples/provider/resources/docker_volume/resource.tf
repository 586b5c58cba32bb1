resource "docker_volume" "database" {
  name = "database"

  labels {
    label = "backup"
    value = "daily"
  }
}
