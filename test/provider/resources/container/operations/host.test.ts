import { checkHost } from '../../../../../provider/resources/container/operations/host';

const OVERLAY = { Driver: 'overlay2', DriverStatus: [['Backing Filesystem', 'extfs'], ['Supports d_type', 'true']] };

test.each([
  ['cpus', '2.5', { NCPU: 2 }, 'The host has 2 CPUs, fewer than `cpus = "2.5"`'],
  ['cpu_rt_runtime', 1000, { CgroupVersion: '2' }, 'The host has control groups of version 2, which have no limits for real-time programs'],
  ['storage_opts', { size: '1G' }, OVERLAY, 'The engine can\'t limit what a container writes to 1G'],
])('refuses %s = %j on a host with %j', (attribute, value, info, summary) => {
  expect(() => checkHost(attribute, value, info)).toThrow(expect.objectContaining({
    diagnostics: [expect.objectContaining({ summary, path: [attribute] })],
  }));
});

test.each([
  ['cpus', '2', { NCPU: 2 }],
  ['cpus', '64', {}],
  ['cpu_rt_period', 1000, { CgroupVersion: '1' }],
  ['cpu_rt_period', 1000, {}],
  ['storage_opts', { size: '1G' }, { ...OVERLAY, DriverStatus: [['Backing Filesystem', 'xfs']] }],
  ['storage_opts', { size: '1G' }, { ...OVERLAY, DriverStatus: null }],
  ['storage_opts', { size: '1G' }, { ...OVERLAY, Driver: 'btrfs' }],
])('accepts %s = %j on a host with %j', (attribute, value, info) => {
  expect(() => checkHost(attribute, value, info)).not.toThrow();
});
