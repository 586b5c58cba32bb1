# By the name or the id on the engine. The content can't be read: a secret with `data` is replaced by the next apply, one with `data_wo` stays.
terraform import docker_secret.key key
