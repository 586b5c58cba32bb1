# By name or by id.
terraform import docker_container.web web
