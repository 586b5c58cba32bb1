import { EvidenceFor, asConfigured, Finding, HIDES_MOUNTS, NOT_REPORTED, NOT_REPORTED_BY_SANDBOX } from './row';
import { PRIVILEGE_CONTROLS } from '../../../src/shared/controls/privileges';
import { Mount } from '../../isolation/mountinfo';
import { showsAllMounts } from '../../isolation/reachable-mounts';
import { parseCapabilities, parseStatus, userIdInNamespace } from '../proc';
import { Subject } from '../subject';

type Status = ReadonlyMap<string, string>;

export const PRIVILEGE_EVIDENCE: EvidenceFor<keyof typeof PRIVILEGE_CONTROLS> = {
  privileged: {
    process(subject) {
      const capabilities = capabilitiesIn(subject.status);
      if (capabilities === undefined) return NOT_REPORTED;
      const all = allCapabilities(subject);
      if (all === undefined) return { from: 'the host does not report which capabilities exist' };
      return { value: hasAll(capabilities, all) ? 'allowed' : 'denied', from: 'CapBnd of its process, and of the host\'s' };
    },
    sandbox: ({ configured }) => asConfigured(configured.privileged, 'as configured: a sandbox has no powers of the host'),
  },
  capabilities: {
    process(subject) {
      const capabilities = capabilitiesIn(subject.status);
      if (capabilities === undefined) return NOT_REPORTED;
      const all = allCapabilities(subject);
      return { value: all !== undefined && hasAll(capabilities, all) ? 'any' : capabilities, from: 'CapBnd and CapPrm of its process' };
    },
    sandbox({ twinStatus }) {
      const capabilities = capabilitiesIn(twinStatus);
      return capabilities === undefined ? NOT_REPORTED_BY_SANDBOX : { value: capabilities, from: 'CapBnd and CapPrm in a twin' };
    },
  },
  no_new_privileges: {
    process: ({ status }) => noNewPrivileges(status, 'of its process') ?? NOT_REPORTED,
    sandbox: ({ twinStatus }) => noNewPrivileges(twinStatus, 'in a twin') ?? NOT_REPORTED_BY_SANDBOX,
  },
  read_only_root: {
    process: ({ mounts, inspect }) => mounts.length > 0 && !showsAllMounts(mounts, inspect)
      ? HIDES_MOUNTS : readOnlyRoot(mounts, 'of its process'),
    sandbox: ({ twinMounts }) => readOnlyRoot(twinMounts, 'in a twin'),
  },
  user: {
    process: ({ status, files }) => user(status, files.process('uid_map'), 'of its process'),
    sandbox: ({ twinStatus, configured }) =>
      configured.user === 'any' ? { from: 'the image or its program decides' } : user(twinStatus, undefined, 'in a twin'),
  },
};

function capabilitiesIn(status: Status): string[] | undefined {
  const [bounding, permitted] = ['CapBnd', 'CapPrm'].map((field) => parseCapabilities(status.get(field)));
  return bounding && permitted && [...new Set([...bounding, ...permitted])].sort();
}

/** Returns all capabilities of the host's kernel, which its first process has. */
function allCapabilities({ evidence: { host } }: Subject): string[] | undefined {
  return parseCapabilities(parseStatus(host('/proc/1/status') ?? '').get('CapBnd'));
}

function hasAll(capabilities: readonly string[], all: readonly string[]): boolean {
  return all.every((name) => capabilities.includes(name));
}

function noNewPrivileges(status: Status, of: string): Finding<'required' | 'optional'> | undefined {
  const bit = status.get('NoNewPrivs');
  return bit === undefined ? undefined : { value: bit === '1' ? 'required' : 'optional', from: `NoNewPrivs ${of}` };
}

function readOnlyRoot(mounts: readonly Mount[], of: string): Finding<'required' | 'optional'> {
  const root = mounts.filter(({ mountPoint }) => mountPoint === '/').at(-1);
  return root === undefined ? NOT_REPORTED : { value: root.readOnly ? 'required' : 'optional', from: `mounts ${of}` };
}

/** Checks the real, effective, saved and file system user ids of a process, as they are inside the container. */
function user(status: Status, uidMap: string | undefined, of: string): Finding<'any' | 'non-root'> {
  const hostIds = status.get('Uid')?.split(/\s+/).map(Number);
  if (hostIds === undefined) return NOT_REPORTED;
  const ids = uidMap === undefined ? hostIds : hostIds.map((id) => userIdInNamespace(id, uidMap));
  return { value: ids.includes(0) ? 'any' : 'non-root', from: `Uid ${of}` };
}
