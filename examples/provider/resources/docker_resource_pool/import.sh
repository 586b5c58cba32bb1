# By its control group, or its slice with systemd.
terraform import docker_resource_pool.team /berth/research/compilers
