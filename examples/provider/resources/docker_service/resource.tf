resource "docker_service" "web" {
  name = "web"

  task_spec {
    container_spec {
      image = "nginx:1.27"

      healthcheck {
        test     = ["CMD", "curl", "--fail", "http://localhost/"]
        interval = "5s"
        timeout  = "3s"
        retries  = 3
      }
    }

    resources {
      limits {
        memory_bytes = 134217728
        nano_cpus    = 500000000
        pids         = 100
      }
    }
  }

  mode {
    replicated {
      replicas = 3
    }
  }

  endpoint_spec {
    ports {
      target_port    = 80
      published_port = 8080
    }
  }

  # One task after the other, and back to the old ones if one fails.
  update_config {
    parallelism    = 1
    order          = "start-first"
    failure_action = "rollback"
  }
}
