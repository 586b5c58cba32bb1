# By the id of the swarm: docker info --format '{{ .Swarm.Cluster.ID }}'
terraform import docker_swarm.main n1yzf2ggh8m3f8fxwda5i0vdn
