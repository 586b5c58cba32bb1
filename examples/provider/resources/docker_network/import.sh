# By name or ID.
terraform import docker_network.backend backend
