# By name. The next apply sets what the engine does not store, such as `keep_locally`.
terraform import docker_image.busybox busybox:1.37
