import { observe, OBSERVED_ATTRIBUTES } from '../../../src/shared/controls/observe';
import { describeTask } from '../../../src/shared/controls/task';

/** What no service of a swarm has, and why: nothing of it could make its tasks weaker. */
const NOT_OF_SERVICES = [
  // A swarm has no privileged tasks, and no devices of the engine. What nodes offer (`generic_resources`) is up to their owner.
  'privileged', 'devices', 'device_cgroup_rules', 'device_requests', 'gpus',
  // Each task has these namespaces of its own, and is in the engine's own control group.
  'userns_mode', 'pid_mode', 'uts_mode', 'cgroup_parent',
  // Described as `mounts`, or not to be set for a service.
  'volumes', 'tmpfs', 'annotations', 'masked_paths', 'readonly_paths', 'memory_swap', 'oom_score_adj', 'cpu_quota', 'cpu_period',
  'device_read_bps', 'device_write_bps',
];

const SYSCTLS = 'com.docker.network.endpoint.sysctls=net.ipv4.conf.IFNAME.proxy_arp=1';

const described = (task: object) => describeTask({ task_spec: [{ container_spec: [{}], ...task }] }, () => false);

test('each attribute on which a control depends is described for a service, or no service has it', () => {
  const missing = OBSERVED_ATTRIBUTES.filter((name) => !(name in described({})));
  expect([...missing].sort()).toEqual([...NOT_OF_SERVICES].sort());
});

test.each<[string, object, string]>([
  ['a network', { networks_advanced: [{ name: 'n', driver_opts: [SYSCTLS] }] }, 'any'],
  ['a single network', { networks_advanced: { name: 'n', driver_opts: [SYSCTLS] } }, 'any'],
  ['no network', { networks_advanced: [{ name: 'n', driver_opts: ['a=b'] }, { name: 'm' }] }, 'safe'],
  ['no network at all', {}, 'safe'],
])('parameters of the kernel that %s sets count', (_, task, expected) => {
  expect(observe(described(task), { isUnknown: () => false }).sysctls).toBe(expected);
});
