# By the name or the id on the engine. One with a random suffix can't be imported.
terraform import docker_config.motd motd
