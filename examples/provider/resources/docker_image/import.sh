# By name. Whether the image is kept when this is destroyed (`keep_locally`), and what else the engine does not know, is
# set by the next apply.
terraform import docker_image.busybox busybox:1.37
