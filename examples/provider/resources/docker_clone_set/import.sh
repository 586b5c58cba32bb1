# By the name of the set: containers named "web-0", "web-1" and so on, with or without labels of a set. Nothing is stopped. The next plan
# says what the first apply would change, and updates the state in place.
terraform import docker_clone_set.web web

# On the engines "one" and "two" of the provider.
terraform import docker_clone_set.web engine:one,two:web
