# By name or by id. What no engine keeps (`upload`, and how this provider treats the container, such as `wait`)
# is not known then: the next apply sets it, while the container runs on. Nor is it known how a network is written:
# that of `docker run --network` is read as a `networks_advanced`. Where it is written as the `network_mode` alone,
# which means the same, the first plan shows an update in place, of the state alone.
terraform import docker_container.web web
