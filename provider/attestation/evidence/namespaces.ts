import { compareNetworks } from './interfaces';
import { asConfigured, EvidenceFor, EvidenceRow, Finding, OWN_KERNEL } from './row';
import { NAMESPACE_CONTROLS } from '../../../src/shared/controls/namespaces';
import { HOST, Namespace } from '../gather';
import { Subject } from '../subject';

type Sharing = 'host' | 'shared' | 'private';

export const NAMESPACE_EVIDENCE: EvidenceFor<keyof typeof NAMESPACE_CONTROLS> = {
  user_namespace: { process: userNamespace, sandbox: userNamespace },
  pid_namespace: sandboxedNamespace('pid'),
  ipc_namespace: sandboxedNamespace('ipc'),
  uts_namespace: sandboxedNamespace('uts'),
  // A sandbox uses the network namespace that the engine created for it.
  network_namespace: { process: networkNamespace, sandbox: networkNamespace },
  cgroup_namespace: sandboxedNamespace('cgroup'),
  log_driver: { process: logDriver, sandbox: logDriver },
};

/** The engine itself handles the output, outside of the container. */
function logDriver({ configured }: Subject): Finding<'any' | 'local'> {
  return configured.log_driver === undefined
    ? { from: 'the engine does not report which options it adds for its default driver' }
    : asConfigured(configured.log_driver, 'as configured: the engine handles the output');
}

/** A namespace that a sandbox's own kernel provides, so that it is always private there. */
function sandboxedNamespace(kind: Namespace): EvidenceRow<Sharing> {
  return { process: (subject) => namespace(subject, kind), sandbox: () => ({ value: 'private', from: OWN_KERNEL }) };
}

function namespace({ inspect, files, evidence }: Subject, kind: Namespace): Finding<Sharing> {
  const own = files.process(`ns/${kind}`);
  const from = `namespace ${kind} of its process`;
  if (own === undefined) return { from: `${from}: not readable` };
  const others = (evidence.namespaceMembers.get(own) ?? []).filter((id) => id !== inspect.Id);
  if (others.includes(HOST)) return { value: 'host', from: `${from}: the host's` };
  if (!evidence.knownHostNamespaces.has(kind)) return { from: `${from}: unknown whether it is the host's` };
  if (others.length === 0 && !evidence.knowsNeighbours) return { from: `${from}: unknown whether another container shares it` };
  if (others.length === 0) return { value: 'private', from };
  return { value: 'shared', from: `${from}: shared with ${others.map((id) => id.slice(0, 12)).join(', ')}` };
}

function networkNamespace(subject: Subject): Finding<Sharing> {
  const finding = namespace(subject, 'net');
  return finding.value === undefined || finding.value === 'host' ? finding : compareNetworks(subject, finding);
}

function userNamespace(subject: Subject): Finding<'host' | 'engine'> {
  if (!subject.facts.remapsUsers) return { value: 'engine', from: 'this engine does not remap users' };
  const { value, from } = namespace(subject, 'user');
  return { ...(value !== undefined && { value: value === 'host' ? value : 'engine' }), from };
}
