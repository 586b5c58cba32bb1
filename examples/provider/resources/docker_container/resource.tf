resource "docker_image" "busybox" {
  name = "busybox:1.37"
}

resource "docker_network" "frontend" {
  name = "frontend"
}

resource "docker_volume" "cache" {
  name = "web-cache"
}

resource "docker_container" "web" {
  name    = "web"
  image   = docker_image.busybox.image_id
  command = ["httpd", "-f", "-p", "8080", "-h", "/www"]
  user    = "1000:1000"
  env     = ["TZ=Europe/Vienna"]

  # Updated without replacing the container.
  memory     = 64
  cpus       = "0.5"
  pids_limit = 32
  restart    = "unless-stopped"

  # Restricts the container, whatever runs in it.
  security_opts = ["no-new-privileges"]
  capabilities {
    drop = ["ALL"]
  }

  networks_advanced {
    name    = docker_network.frontend.name
    aliases = ["www"]
  }

  # The engine chooses a port of the host, available as `docker_container.web.ports[0].external`.
  ports {
    internal = 8080
    ip       = "127.0.0.1"
  }

  mounts {
    type   = "volume"
    source = docker_volume.cache.name
    target = "/var/cache/web"
  }

  upload {
    file    = "/www/index.html"
    content = "<!doctype html><p>Hello.</p>"
  }

  # Apply waits until the health check succeeds. If it does not, apply fails with the container's last lines of output.
  wait = true
  healthcheck {
    test     = ["CMD", "wget", "-q", "-O", "-", "http://127.0.0.1:8080/"]
    interval = "1s"
    retries  = 10
  }
}
