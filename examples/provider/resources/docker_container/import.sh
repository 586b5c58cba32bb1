# By name or by id. What no engine keeps (`upload`, and how this provider treats the container, such as `wait`)
# is not known then: the next apply sets it, while the container runs on.
terraform import docker_container.web web
