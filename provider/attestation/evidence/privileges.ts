import { EvidenceFor, asConfigured, Finding, SILENT, SILENT_SANDBOX } from './row';
import { PRIVILEGE_CONTROLS } from '../../../src/shared/controls/privileges';
import { capabilitiesOf, Mount, statusOf, userWithin } from '../proc';
import { Subject } from '../subject';

type Status = ReadonlyMap<string, string>;

export const PRIVILEGE_EVIDENCE: EvidenceFor<keyof typeof PRIVILEGE_CONTROLS> = {
  privileged: {
    process(subject) {
      const capabilities = capabilitiesIn(subject.status);
      if (capabilities === undefined) return SILENT;
      const all = allCapabilities(subject);
      if (all === undefined) return { from: 'the host does not report which capabilities exist' };
      return { value: hasAll(capabilities, all) ? 'allowed' : 'denied', from: 'CapBnd of its process, and of the host\'s' };
    },
    sandbox: ({ configured }) => asConfigured(configured.privileged, 'as configured: a sandbox has no powers of the host'),
  },
  capabilities: {
    process(subject) {
      const capabilities = capabilitiesIn(subject.status);
      if (capabilities === undefined) return SILENT;
      const all = allCapabilities(subject);
      return { value: all !== undefined && hasAll(capabilities, all) ? 'any' : capabilities, from: 'CapBnd and CapPrm of its process' };
    },
    sandbox({ twinStatus }) {
      const capabilities = capabilitiesIn(twinStatus);
      return capabilities === undefined ? SILENT_SANDBOX : { value: capabilities, from: 'CapBnd and CapPrm in a twin' };
    },
  },
  no_new_privileges: {
    process: ({ status }) => noNewPrivileges(status, 'of its process') ?? SILENT,
    sandbox: ({ twinStatus }) => noNewPrivileges(twinStatus, 'in a twin') ?? SILENT_SANDBOX,
  },
  read_only_root: {
    process: ({ mounts }) => readOnlyRoot(mounts, 'of its process'),
    sandbox: ({ twinMounts }) => readOnlyRoot(twinMounts, 'in a twin'),
  },
  user: {
    process: ({ status, seen }) => user(status, seen.process('uid_map'), 'of its process'),
    sandbox: ({ twinStatus, configured }) =>
      configured.user === 'any' ? { from: 'the image or its program decides' } : user(twinStatus, undefined, 'in a twin'),
  },
};

function capabilitiesIn(status: Status): string[] | undefined {
  const [bounding, permitted] = ['CapBnd', 'CapPrm'].map((field) => capabilitiesOf(status.get(field)));
  return bounding && permitted && [...new Set([...bounding, ...permitted])].sort();
}

/** Returns the capabilities of the host's first process: all that its kernel has. */
function allCapabilities({ evidence: { host } }: Subject): string[] | undefined {
  return capabilitiesOf(statusOf(host('/proc/1/status') ?? '').get('CapBnd'));
}

function hasAll(capabilities: readonly string[], all: readonly string[]): boolean {
  return all.every((name) => capabilities.includes(name));
}

function noNewPrivileges(status: Status, of: string): Finding<'required' | 'optional'> | undefined {
  const bit = status.get('NoNewPrivs');
  return bit === undefined ? undefined : { value: bit === '1' ? 'required' : 'optional', from: `NoNewPrivs ${of}` };
}

function readOnlyRoot(mounts: readonly Mount[], of: string): Finding<'required' | 'optional'> {
  const root = mounts.filter(({ at }) => at === '/').at(-1);
  return root === undefined ? SILENT : { value: root.readOnly ? 'required' : 'optional', from: `mounts ${of}` };
}

/** Judges the real, effective, saved and file system users of a process, by their numbers inside the container. */
function user(status: Status, uidMap: string | undefined, of: string): Finding<'any' | 'non-root'> {
  const outside = status.get('Uid')?.split(/\s+/).map(Number);
  if (outside === undefined) return SILENT;
  const within = uidMap === undefined ? outside : outside.map((one) => userWithin(one, uidMap));
  return { value: within.includes(0) ? 'any' : 'non-root', from: `Uid ${of}` };
}
