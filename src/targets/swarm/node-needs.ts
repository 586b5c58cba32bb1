import { TerraformDataSource } from 'cdktf';
import { SwarmModel } from './service-row';

/** Something that each node of a swarm has to be able to do. */
interface Need {
  /** An expression about the facts of a node. It is false, and never an error, if the fact is not known. */
  readonly holds: string;
  /** An expression for the evidence that is shown. */
  readonly evidence: string;
  readonly problem: string;
  readonly toDo: string;
}

/**
 * Fails a plan if a node lacks what services need: the tasks would run, and nobody would reach them, or they would be isolated less than
 * the stack says.
 *
 * @param facts the data source with the facts of the node
 */
export function requireOfNode(facts: TerraformDataSource, node: string, swarm: SwarmModel, isEncrypted: boolean): void {
  const postcondition = needsOf(swarm, isEncrypted).map(({ holds, evidence, problem, toDo }) => ({
    condition: `\${${holds}}`,
    errorMessage: `The node "${node}" of the swarm ${problem}. \${${evidence}} ${toDo}`,
  }));
  facts.lifecycle = { ...facts.lifecycle, postcondition: [...facts.lifecycle?.postcondition ?? [], ...postcondition] };
}

/** Returns an expression for what a fact was found by. */
function evidenceOf(fact: string): string {
  return `self.evidence["${fact}"]`;
}

function needsOf({ endpointMode, publishMode, nodeDefaults, servicePrivileges }: SwarmModel, isEncrypted: boolean): Need[] {
  const { noNewPrivileges, privateCgroupNamespace, runtime } = nodeDefaults;
  const balances = [
    ...endpointMode === 'vip' ? ['virtual addresses of services'] : [],
    ...publishMode === 'ingress' ? ['ports on all nodes'] : [],
  ];
  return [
    ...balances.length === 0 ? [] : [{
      holds: 'coalesce(self.ip_vs, false)',
      evidence: evidenceOf('ip_vs'),
      problem: `has no IP Virtual Server, without which ${balances.join(' and ')} don't work: tasks would run, and nobody would reach them`,
      toDo: 'Load the module (modprobe ip_vs), or use ServiceDiscovery.DNS_ROUND_ROBIN and PortPublishing.ON_NODES_WITH_TASK.',
    }],
    ...isEncrypted ? [{
      holds: 'coalesce(self.esp, false)',
      evidence: evidenceOf('esp'),
      problem: 'can\'t encrypt networks: tasks would run, and not reach each other',
      toDo: 'Use a kernel with ESP, or remove `encrypted`.',
    }] : [],
    // The policies count on it, whatever they ask for.
    {
      holds: 'coalesce(self.default_seccomp, false)',
      evidence: evidenceOf('default_seccomp'),
      problem: 'filters no system calls',
      toDo: 'Remove "seccomp-profile" from its daemon.json.',
    },
    ...servicePrivileges ? [{
      holds: 'try(tonumber(split(".", self.engine_version)[0]) >= 25, false)',
      evidence: '"Its version is ${coalesce(self.engine_version, "unknown")}."',
      problem: 'has an engine that ignores `privileges` of services',
      toDo: 'Install Docker Engine 25 or newer on it, or use `nodeDefaults` instead of `servicePrivileges`.',
    }] : [],
    ...noNewPrivileges ? [{
      holds: 'coalesce(self.default_no_new_privileges, false)',
      evidence: evidenceOf('default_no_new_privileges'),
      problem: 'lets processes gain privileges, although `nodeDefaults` says that it does not',
      toDo: 'Set "no-new-privileges": true in its daemon.json, and restart its engine.',
    }] : [],
    ...privateCgroupNamespace ? [{
      holds: 'try(self.default_cgroup_namespace, "") == "private"',
      evidence: evidenceOf('default_cgroup_namespace'),
      problem: 'gives containers the control group namespace of the host, although `nodeDefaults` says that it does not',
      toDo: 'Set "default-cgroupns-mode": "private" in its daemon.json, and restart its engine.',
    }] : [],
    ...runtime === undefined ? [] : [{
      holds: `self.default_runtime == ${JSON.stringify(runtime)} && try(self.runtimes[${JSON.stringify(runtime)}].starts, false) == true`,
      evidence: evidenceOf('kernel'),
      problem: `does not run its containers with "${runtime}", although \`nodeDefaults\` says so: its default is `
        + '"${coalesce(self.default_runtime, "not known")}"',
      toDo: `Set "default-runtime": "${runtime}" in its daemon.json, and restart its engine.`,
    }],
  ];
}
