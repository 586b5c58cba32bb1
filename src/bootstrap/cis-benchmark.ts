import { isOfFamily, WATCHED } from './audit-rules';
import { CisCheck, CisStatus } from './cis-check';
import { HostDefault } from './host-deviation';
import { DEDICATED_FOLDER, HostModel } from './host-model';

/** What a host makes of a check: nothing if it passes, else how it does not and why. */
type Verdict = undefined | readonly [status: CisStatus, reason: string];
type Row = readonly [id: string, title: string, verdict: (model: HostModel) => Verdict];

const passes = () => undefined;
const off = (reason: string): Verdict => [CisStatus.OFF, reason];
const nothing = (reason: string): Verdict => [CisStatus.NOT_APPLICABLE, reason];
const manual = (reason: string): Verdict => [CisStatus.MANUAL, reason];

/** A check that passes unless a deviation turns a default off. */
const unlessOff = (each: HostDefault) => (model: HostModel): Verdict => {
  const reason = model.off.get(each);
  return reason === undefined ? undefined : off(reason);
};

/** A check of a file that only some families of distributions have. */
const ofFamily = (path: string, verdict: (model: HostModel) => Verdict = passes) => (model: HostModel) =>
  (isOfFamily(model, path) ? verdict(model) : nothing(`the engine of ${model.family} does not read this file`));

/** A check that the machine's engine passes, and its dedicated engines, if it has some, do not. */
const ofDedicatedEngines = ({ dedicatedEngines }: HostModel, what: string): Verdict => (dedicatedEngines.length === 0
  ? undefined : off(`the dedicated engines (${dedicatedEngines.map(({ name }) => name).join(', ')}) ${what}`));

const hasTls = ({ tls }: HostModel) => (tls === undefined ? nothing('the engine does not listen on TCP') : undefined);
const noRegistryCertificates = () => nothing('the engine has no certificates of registries');

const ROWS: readonly Row[] = [
  ['1.1.1', 'A partition of its own for the engine\'s data', (model) => (model.dataDisk === undefined
    ? off('only the author knows the machine\'s disks: the prop `dataDisk` names one')
    : ofDedicatedEngines(model, `have their data in ${DEDICATED_FOLDER}, which is not on the disk`))],
  ['1.1.2', 'Only trusted users control the engine', passes],
  ...WATCHED.map(({ id, title, path }): Row => [
    id, `Auditing: ${title}`, (model) => ofFamily(path(model), unlessOff(HostDefault.AUDIT))(model),
  ]),
  ['1.2.1', 'The machine is hardened', (model) => unlessOff(HostDefault.FIREWALL)(model)
    ?? unlessOff(HostDefault.KERNEL_HARDENING)(model)
    ?? manual('the firewall and the kernel are hardened; the rest is up to the machine\'s image')],
  ['1.2.2', 'The engine is up to date', ({ version }) => manual(version === undefined
    ? 'updates of the packages bring new versions' : `the version ${version} stays until the stack names another`)],
  ['2.1', 'The engine does not run as root', () => off('a rootless engine can\'t use AppArmor, and without control groups v2 it '
    + 'limits nothing; user namespaces take root away from containers instead')],
  ['2.2', 'No traffic between containers on the default network', unlessOff(HostDefault.NO_TRAFFIC_BETWEEN_CONTAINERS)],
  ['2.3', 'The log level is info', passes],
  ['2.4', 'The engine may change iptables', passes],
  ['2.5', 'No insecure registries', passes],
  ['2.6', 'No aufs', passes],
  ['2.7', 'TLS with client certificates', hasTls],
  ['2.8', 'Default ulimits', passes],
  ['2.9', 'User namespaces', unlessOff(HostDefault.USER_NAMESPACES)],
  ['2.10', 'The default control group', (model) => ofDedicatedEngines(model, 'have a control group of their own, whose limits they share')],
  ['2.11', 'The default size of containers', passes],
  ['2.12', 'Authorization of commands', () => off('who passes ssh or TLS may do everything: an authorization plugin is a program of its '
    + 'own, and isolation policies judge containers before they start')],
  ['2.13', 'Logs are collected elsewhere', ({ logging }) => (logging._isRemote
    ? undefined : off('only the author knows where to: `HostLogging.remote()` names the place'))],
  ['2.14', 'No new privileges', unlessOff(HostDefault.NO_NEW_PRIVILEGES)],
  ['2.15', 'Live restore', (model) => (model.swarm ? off('a swarm node can\'t have it') : unlessOff(HostDefault.LIVE_RESTORE)(model)
    ?? ofDedicatedEngines(model, 'can\'t have it: their containers would stay in the mount namespace of the engine that ended'))],
  ['2.16', 'No userland proxy', unlessOff(HostDefault.NO_USERLAND_PROXY)],
  ['2.17', 'A seccomp profile for all containers', passes],
  ['2.18', 'No experimental features', passes],
  ['3.1', 'docker.service belongs to root', passes],
  ['3.2', 'docker.service has permissions 644 or less', passes],
  ['3.3', 'docker.socket belongs to root', passes],
  ['3.4', 'docker.socket has permissions 644 or less', passes],
  ['3.5', '/etc/docker belongs to root', passes],
  ['3.6', '/etc/docker has permissions 755 or less', passes],
  ['3.7', 'Certificates of registries belong to root', noRegistryCertificates],
  ['3.8', 'Certificates of registries have permissions 444 or less', noRegistryCertificates],
  ['3.9', 'The CA certificate belongs to root', hasTls],
  ['3.10', 'The CA certificate has permissions 444 or less', hasTls],
  ['3.11', 'The engine\'s certificate belongs to root', hasTls],
  ['3.12', 'The engine\'s certificate has permissions 444 or less', hasTls],
  ['3.13', 'The engine\'s key belongs to root', hasTls],
  ['3.14', 'The engine\'s key has permissions 400', hasTls],
  ['3.15', 'The engine\'s socket belongs to root and the group docker', passes],
  ['3.16', 'The engine\'s socket has permissions 660 or less', passes],
  ['3.17', 'daemon.json belongs to root', passes],
  ['3.18', 'daemon.json has permissions 644 or less', passes],
  ['3.19', '/etc/default/docker belongs to root', ofFamily('/etc/default/docker')],
  ['3.20', '/etc/default/docker has permissions 644 or less', ofFamily('/etc/default/docker')],
  ['3.21', '/etc/sysconfig/docker has permissions 644 or less', ofFamily('/etc/sysconfig/docker')],
  ['3.22', '/etc/sysconfig/docker belongs to root', ofFamily('/etc/sysconfig/docker')],
  ['3.23', 'containerd\'s socket belongs to root', passes],
  ['3.24', 'containerd\'s socket has permissions 660 or less', passes],
];

/** Returns what a host makes of sections 1 to 3 of the CIS Docker Benchmark 1.6. */
export function cisChecks(model: HostModel): CisCheck[] {
  return ROWS.map(([id, title, verdict]) => {
    const [status, reason] = verdict(model) ?? [CisStatus.PASSES, undefined];
    return { id, title, status, ...(reason === undefined ? {} : { reason }) };
  });
}
