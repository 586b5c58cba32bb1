import { modelOf } from './support';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../../provider/framework/schema/body-values';
import { Unknown } from '../../../../provider/framework/value/value';
import { remedyFor, requirePolicy } from '../../../../provider/isolation/judge';
import { schema } from '../../../../provider/resources/container/fields/schema';
import { toDocument } from '../../../../src/shared/controls/document';
import { BASELINE_CONTROLS, RESTRICTED_CONTROLS } from '../../../../src/shared/controls/profiles';
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

test('a container that is as strict as its policy passes, as configuration and as desired state', () => {
  expect(refused(config(policy(toDocument(BASELINE_CONTROLS))))).toEqual([]);
  expect(refused(modelOf({ ...BASELINE_CONTAINER, ...policy(toDocument(BASELINE_CONTROLS)) }))).toEqual([]);
});

test('a refusal lists each weaker control', () => {
  expect(refused(config(policy(toDocument(RESTRICTED_CONTROLS)))).sort()).toEqual(['capabilities', 'read_only_root', 'user']);
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
  ['selinux', { security_opts: ['no-new-privileges', 'label=type:spc_t'] }],
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
])('refused if %s is weaker', (control, weaker) => {
  expect(refused(config({ ...weaker, ...policy(toDocument(BASELINE_CONTROLS)) }))).toContain(control);
});

test('exempt controls pass, and no others', () => {
  const exempt = [{ control: 'memory', reason: 'it caches' }];
  expect(refused(config({ memory: null, cpus: null, ...policy(toDocument(BASELINE_CONTROLS), exempt) }))).toEqual(['cpus']);
  const privileged = [{ control: 'privileged', reason: 'it belongs to the host' }];
  expect(refused(config({ privileged: true, ...policy(toDocument(BASELINE_CONTROLS), privileged) }))).toEqual([]);
});

test('values that are known only after apply pass', () => {
  expect(refused({ ...config(policy(toDocument(BASELINE_CONTROLS))), memory: Unknown.PLAIN, security_opts: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({}), isolation_policy: Unknown.PLAIN })).toEqual([]);
  expect(refused({ ...config({ memory: null }), isolation_policy: [Unknown.PLAIN] })).toEqual([]);
  expect(refused({ ...config({ memory: null }), isolation_policy: [{ memory: Unknown.PLAIN, exemption: [] }] })).toEqual([]);
});

test('a refusal has the required value, the actual value, the standards, and the remedy', () => {
  expect(() => requirePolicy(config({ memory: null, ...policy({ memory: '67108864' }) }))).toThrow(expect.objectContaining({
    diagnostics: [{
      severity: 'error',
      summary: 'Container "web" is weaker than its isolation policy: memory',
      detail: [
        '`memory`: the policy requires 64 MiB, but the value is unlimited.',
        'Asked for by CIS Docker Benchmark 5.11.',
        '',
        'Set `memory`, in MiB, to at most 64 MiB. '
        + 'Or exempt this container, with a reason: exemption { control = "memory" reason = "..." } in `isolation_policy`.',
      ].join('\n'),
      path: ['isolation_policy', 0, 'memory'],
    }],
  }));
});

test.each(CONTROL_NAMES)('%s has a remedy', (control) => {
  expect(remedyFor(control, RESTRICTED_CONTROLS[control] ?? ['one'])).toMatch(/\.$/);
});
