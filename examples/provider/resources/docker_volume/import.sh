# By name.
terraform import docker_volume.database database
