import { heldCapabilities } from './held-capabilities';
import { allowedNames, chain } from './lattice';
import { isPrivileged, readFrom, securityOption } from './reader';
import { byName, control, either } from './row';
import { BASELINE_CAPABILITIES } from '../capabilities';
import { goBool } from '../go-bool';
import { isNumberOfNonRoot, MOST_USER } from '../user';

/** Returns whether an option is given without a value, or with one that the engine reads as true. */
function isOn(option: string | undefined): boolean {
  return option === '' || goBool(option) === true;
}

/** Which powers of the host's root the processes of a container have. */
export const PRIVILEGE_CONTROLS = {
  privileged: control({
    title: 'Privileged mode',
    summary: 'All powers of the host\'s root.',
    reason: 'A privileged container is root on the host: no other control protects the host from it.',
    cis: ['5.5'],
    pss: 'Privileged Containers',
    lattice: chain('allowed', 'denied'),
    form: 'level',
    observation: readFrom(['privileged'], (container) => isPrivileged(container) ? 'allowed' : 'denied'),
    baseline: 'denied',
    remedy: { construct: 'Remove `privileged`', resource: 'Remove `privileged`.' },
    prop: {
      name: 'privileged',
      type: 'boolean',
      docs: 'Whether a container may have all powers of the host\'s root.',
      convert: either('allowed', 'denied'),
    },
  }),

  capabilities: control({
    title: 'Capabilities',
    summary: 'The single powers of root that a container has.',
    reason: 'Each capability is a power of the host\'s root, and a way to attack its kernel.',
    caveat: 'The process of a user other than root has none of the allowed capabilities in effect: Docker sets no ambient capabilities.',
    cis: ['5.4'],
    pss: 'Capabilities',
    lattice: allowedNames,
    form: 'names',
    values: 'The capabilities that the container may have.',
    pattern: { description: 'a capability in capitals, without CAP_', pattern: /^(?!CAP_)[A-Z][A-Z0-9_]*$/ },
    observation: readFrom(['privileged', 'capabilities'], heldCapabilities),
    baseline: BASELINE_CAPABILITIES,
    restricted: ['NET_BIND_SERVICE'],
    impliedByPrivileged: true,
    remedy: {
      construct: 'Remove them from `capabilities`',
      resource: (_, shown) => `Drop all capabilities, and add those that the container needs, out of: ${shown}.`,
    },
    prop: {
      name: 'capabilities',
      type: 'Capability[]',
      docs: 'The capabilities that a container may have; `Capability.of(\'ALL\')` for any.',
      convert: (given) => {
        const names = byName(given);
        return names.includes('ALL') ? 'any' : names;
      },
    },
  }),

  no_new_privileges: control({
    title: 'No new privileges',
    summary: 'Whether a program can gain more privileges than the process that starts it.',
    reason: 'A set-user-id program in an image cannot make a process root.',
    cis: ['5.26'],
    pss: 'Privilege Escalation',
    lattice: chain('optional', 'required'),
    form: 'level',
    observation: readFrom(['security_opts'], (container) =>
      isOn(securityOption(container, 'no-new-privileges')) ? 'required' : 'optional'),
    baseline: 'required',
    missingIn: ['docker_service'],
    remedy: { construct: 'Remove `noNewPrivileges`', resource: 'Add "no-new-privileges" to `security_opts`.' },
    prop: {
      name: 'noNewPrivileges',
      type: 'boolean',
      docs: 'Whether processes must be kept from gaining privileges through a set-user-id program.',
      convert: either('required', 'optional'),
    },
  }),

  read_only_root: control({
    title: 'Read-only root file system',
    summary: 'Whether the image\'s own file system can be written to.',
    reason: 'An intruder cannot change the programs that run next.',
    caveat: '/dev/shm stays writable.',
    cis: ['5.13'],
    lattice: chain('optional', 'required'),
    form: 'level',
    observation: readFrom(['read_only'], (container) => container.isTrue('read_only') ? 'required' : 'optional'),
    restricted: 'required',
    remedy: {
      construct: 'Remove `readOnlyRootFilesystem`',
      resource: 'Set `read_only = true`, and add `tmpfs`, `mounts` or `volumes` for the paths that are written to.',
    },
    prop: {
      name: 'readOnlyRootFilesystem',
      type: 'boolean',
      docs: 'Whether the image\'s own file system must be read-only.',
      convert: either('required', 'optional'),
    },
  }),

  user: control({
    title: 'User',
    summary: 'Whether the container runs as a user other than root.',
    reason: 'Root in a container is root on the host, unless the engine remaps users.',
    caveat: `A name, or a number above ${MOST_USER}, can be any user of the image, so only a number up to that counts.`,
    cis: ['4.1'],
    pss: 'Running as Non-root',
    lattice: chain('any', 'non-root'),
    form: 'level',
    observation: readFrom(['user'], (container) => isNumberOfNonRoot(container.text('user')) ? 'non-root' : 'any'),
    restricted: 'non-root',
    remedy: {
      construct: 'Set `user` to the number of a user other than root that the image is made for, such as "1000:1000" for node or "101:101" '
        + 'for nginx (docs/guides/restricted-images.md has what common images need)',
      resource: `Set \`user\` to a number from 1 to ${MOST_USER}.`,
    },
    prop: {
      name: 'nonRootUser',
      type: 'boolean',
      docs: 'Whether a container must run as a user other than root, given by its number.',
      convert: either('non-root', 'any'),
    },
  }),
};
