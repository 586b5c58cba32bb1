# By name or ID. An import can't read what the engine does not store: `upload`, and settings of this provider such
# as `wait`. The next apply sets them while the container keeps running. A network of `docker run --network` is
# imported as a `networks_advanced` block. If the configuration has the equivalent `network_mode` instead, the first
# plan shows an update in place that changes only the state.
terraform import docker_container.web web
