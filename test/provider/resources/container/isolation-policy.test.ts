import { modelOf } from './support';
import { advice } from '../../../../provider/attestation/advice';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Unknown } from '../../../../provider/framework/value/value';
import { requirePolicy } from '../../../../provider/resources/container/fields/isolation-policy';
import { schema } from '../../../../provider/resources/container/fields/schema';
import { toDocument } from '../../../../src/shared/controls/document';
import { BASELINE, RESTRICTED } from '../../../../src/shared/controls/profiles';
import { CONTROL_NAMES } from '../../../../src/shared/controls/table';

const BASELINE_CONTAINER = {
  name: 'web',
  image: 'busybox',
  capabilities: [{ drop: ['ALL'], add: ['CHOWN'] }],
  security_opts: ['no-new-privileges'],
  ipc_mode: 'private',
  cgroupns_mode: 'private',
  memory: 64,
  cpus: '0.5',
  pids_limit: 50,
  ulimit: [{ name: 'nofile', soft: 1024, hard: 1024 }],
};

const config = (more: object) => fromModel(schema, { ...BASELINE_CONTAINER, ...more });
const policy = (controls: object, exemption: object[] = []) => ({ isolation_policy: [{ ...controls, exemption }] });

function refused(container: object): string[] {
  try {
    requirePolicy(container as never);
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics.map(({ path }) => String(path?.at(-1)));
  }
}

test('accepts a container that is as strict as its policy, as a configuration and as a desired state', () => {
  expect(refused(config(policy(toDocument(BASELINE))))).toEqual([]);
  expect(refused(modelOf({ ...BASELINE_CONTAINER, ...policy(toDocument(BASELINE)) }))).toEqual([]);
});

test('names each control that the container violates', () => {
  expect(refused(config(policy(toDocument(RESTRICTED)))).sort()).toEqual(['capabilities', 'read_only_root', 'user']);
});

test.each([
  ['privileged', { privileged: true }],
  ['capabilities', { capabilities: [{ add: ['sys_admin'] }] }],
  ['no_new_privileges', { security_opts: ['no-new-privileges=false'] }],
  ['user_namespace', { userns_mode: 'host' }],
  ['pid_namespace', { pid_mode: 'host' }],
  ['ipc_namespace', { ipc_mode: 'host' }],
  ['uts_namespace', { uts_mode: 'host' }],
  ['network_namespace', { network_mode: 'host' }],
  ['cgroup_namespace', { cgroupns_mode: 'host' }],
  ['seccomp', { security_opts: ['no-new-privileges', 'seccomp=unconfined'] }],
  ['apparmor', { security_opts: ['no-new-privileges', 'apparmor=unconfined'] }],
  ['devices', { devices: [{ host_path: '/dev/kvm' }] }],
  ['kernel_paths', { masked_paths: [] }],
  ['kernel_paths', { readonly_paths: ['/proc/bus'] }],
  ['sysctls', { sysctls: { 'kernel.shmmax': '1' } }],
  ['engine_socket', { volumes: [{ host_path: '/var/run/docker.sock', container_path: '/s' }] }],
  ['host_paths', { mounts: [{ type: 'bind', source: '/etc', target: '/host' }] }],
  ['memory', { memory: null }],
  ['cpus', { cpus: null }],
  ['processes', { pids_limit: null }],
  ['open_files', { ulimit: [] }],
])('refuses a container that weakens %s', (control, weaker) => {
  expect(refused(config({ ...weaker, ...policy(toDocument(BASELINE)) }))).toContain(control);
});

test('accepts violations of exempted controls only', () => {
  const exempt = [{ control: 'memory', reason: 'it caches' }];
  expect(refused(config({ memory: null, cpus: null, ...policy(toDocument(BASELINE), exempt) }))).toEqual(['cpus']);
  const exemptPrivileged = [{ control: 'privileged', reason: 'it manages the host' }];
  expect(refused(config({ privileged: true, ...policy(toDocument(BASELINE), exemptPrivileged) }))).toEqual([]);
});

test('leaves unknown values to the apply', () => {
  expect(refused({ ...config(policy(toDocument(BASELINE))), memory: Unknown.PLAIN, security_opts: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({}), isolation_policy: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({ memory: null }), isolation_policy: [Unknown.PLAIN] })).toEqual([]);
  expect(refused({ ...config({ memory: null }), isolation_policy: [{ memory: Unknown.PLAIN, exemption: [] }] })).toEqual([]);
});

test('the message shows the policy, the violation, the source and the remedy', () => {
  expect(() => requirePolicy(config({ memory: null, ...policy({ memory: '67108864' }) }))).toThrow(expect.objectContaining({
    diagnostics: [{
      severity: 'error',
      summary: 'Container "web" is weaker than its isolation policy: memory',
      detail: [
        '`memory` is wanted: 64 MiB; found: unlimited.',
        'Asked for by CIS Docker Benchmark 5.11.',
        '',
        'Set `memory`, in MiB, to 64 MiB at most. '
          + 'Or let this container off, with a reason: exemption { control = "memory" reason = "..." } in `isolation_policy`.',
      ].join('\n'),
      path: ['isolation_policy', 0, 'memory'],
    }],
  }));
});

test.each(CONTROL_NAMES)('%s: has a remedy', (control) => {
  expect(advice(control, RESTRICTED[control] ?? ['one'])).toMatch(/\.$/);
});
