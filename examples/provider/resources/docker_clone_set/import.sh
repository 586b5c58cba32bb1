# By the name of the set: containers named "worker-0", "worker-1" and so on, with or without labels of a set. Nothing is stopped. The next
# plan says what the first apply would change, and updates the state in place. On the engines "one" and "two" of the provider, the id is
# engine:one,two:worker.
terraform import docker_clone_set.workers worker
