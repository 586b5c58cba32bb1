import { field, Fields, many, one } from './field';
import { capabilities } from './values';
import { integer, oneOf } from '../../shared/validators';

const base64 = {
  encode: (text: string) => Buffer.from(text).toString('base64'),
  decode: (text: string) => Buffer.from(text, 'base64').toString(),
} as const;

/** What separates the containers from their nodes. */
export const isolationFields = {
  read_only: field('bool', 'ReadOnly', {
    unset: false, description: 'Makes the root file system read-only. The default is false.',
  }),
  cap_add: field(['list', 'string'], 'CapabilityAdd', {
    ...capabilities,
    description: 'Capabilities to add to the engine\'s defaults, such as `NET_ADMIN`, with or without `CAP_`, in upper or lower case.',
  }),
  cap_drop: field(['list', 'string'], 'CapabilityDrop', {
    ...capabilities,
    description: 'Capabilities to drop, such as `ALL`.',
  }),
  sysctl: field(['map', 'string'], 'Sysctls', {
    description: 'Kernel parameters of the containers\' own namespaces, such as `"net.core.somaxconn" = "1024"`.',
  }),
  ulimits: many('Ulimits', 'set', 'A resource limit of the containers\' processes (`setrlimit`). '
    + 'The default is that of each node\'s engine.', {
    name: field('string', 'Name', { required: true, description: 'The limited resource: `nofile`, `nproc`, `core`, ...' }),
    soft: field('number', 'Soft', {
      required: true, validators: [integer(-1)], description: 'The soft limit, which is enforced. -1 is no limit.',
    }),
    hard: field('number', 'Hard', {
      required: true,
      validators: [integer(-1)],
      description: 'The hard limit, up to which a process may raise the soft limit. -1 is no limit.',
    }),
  }),
  privileges: one('Privileges', { description: 'Security options of the containers. Engine API: `Privileges`.' }, {
    no_new_privileges: field('bool', 'NoNewPrivileges', {
      unset: false,
      description: 'Keeps processes from getting more privileges than their parents. The default is false. Needs Docker '
        + 'Engine 25.',
    }),
    credential_spec: one('CredentialSpec', { description: 'The credential specification of a managed service account (Windows).' }, {
      file: field('string', 'File', { unset: '', description: 'A file in the folder `CredentialSpecs` of each node\'s engine.' }),
      registry: field('string', 'Registry', { unset: '', description: 'A value in the Windows registry of each node.' }),
    }),
    se_linux_context: one('SELinuxContext', { description: 'The SELinux labels of the containers.' }, {
      disable: field('bool', 'Disable', { unset: false, description: 'Disables SELinux for the containers. The default is false.' }),
      user: field('string', 'User', { unset: '', description: 'The user of the label.' }),
      role: field('string', 'Role', { unset: '', description: 'The role of the label.' }),
      type: field('string', 'Type', { unset: '', description: 'The type of the label.' }),
      level: field('string', 'Level', { unset: '', description: 'The level of the label.' }),
    }),
    seccomp: one('Seccomp', { description: 'The system calls that the containers may make. Needs Docker Engine 25.' }, {
      mode: field('string', 'Mode', {
        required: true,
        validators: [oneOf('default', 'unconfined', 'custom')],
        description: 'The profile: `default` (that of each node\'s engine), `unconfined` (none) or `custom` (`profile`).',
      }),
      profile: field('string', 'Profile', { ...base64, unset: '', description: 'The profile as JSON, with the mode `custom`.' }),
    }),
    apparmor: one('AppArmor', { description: 'The AppArmor profile of the containers. Needs Docker Engine 25.' }, {
      mode: field('string', 'Mode', {
        required: true,
        validators: [oneOf('default', 'disabled')],
        description: 'The profile: `default` (that of each node\'s engine) or `disabled` (none).',
      }),
    }),
  }),
} satisfies Fields;
