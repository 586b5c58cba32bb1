# By the name or the id on the engine. How permissions were granted can't be read: the next apply adds them to the state.
terraform import docker_plugin.sshfs sshfs:latest
