# By name or by id.
terraform import docker_network.backend backend
