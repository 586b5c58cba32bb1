# By the id of the node: docker node ls. For a node that is managed through another engine: engine:NAME:ID@MANAGER_ENGINE
terraform import docker_swarm_node.manager ccn1oh06vxuyypr9nq7gwruvz
