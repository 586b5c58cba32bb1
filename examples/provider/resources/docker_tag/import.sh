# By the name in `target_image`.
terraform import docker_tag.busybox registry.example.com/team/busybox:1.37
