# What a policy asks for, and why: for those who approve plans.
data "docker_isolation_policy" "strict" {
  policy = "restricted@1+gvisor memory<=512m"
}

output "strict" {
  value = data.docker_isolation_policy.strict.text
}
