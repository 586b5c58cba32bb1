# By name or ID:
terraform import docker_service.web web
