# Every engine has this network.
data "docker_network" "bridge" {
  name = "bridge"
}

output "bridge_subnets" {
  value = [for subnet in data.docker_network.bridge.ipam_config : subnet.subnet]
}
