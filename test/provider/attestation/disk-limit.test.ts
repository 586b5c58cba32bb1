import { RESOURCE_EVIDENCE } from '../../../provider/attestation/evidence/resources';
import { Subject } from '../../../provider/attestation/subject';

type Rates = Record<string, number>;

/** Returns the finding for rates by path that are configured, and those by disk that the kernel has. */
function findingFor(configured: { read?: Rates; write?: Rates }, kernel: { read: Rates; write: Rates } | undefined, disk?: string) {
  const devices = (rates: Rates = {}) => Object.entries(rates).map(([Path, Rate]) => ({ Path, Rate }));
  const file = (rates: Rates) => Object.entries(rates).map(([number, rate]) => `${number} ${rate}\n`).join('');
  return RESOURCE_EVIDENCE.disk_io.process(new Subject({
    inspect: { HostConfig: { BlkioDeviceReadBps: devices(configured.read), BlkioDeviceWriteBps: devices(configured.write) } },
    facts: { cgroupVersion: '1' },
    evidence: { disk },
    files: {
      movedTo: () => undefined,
      limits: (name: string) => kernel && file(kernel[name.includes('read') ? 'read' : 'write']),
    },
  } as unknown as ConstructorParameters<typeof Subject>[0]));
}

const both = (rates: Rates) => ({ read: rates, write: rates });
const DRIFT = { value: 'unlimited', from: 'its control group', drift: 'it lacks a limit of a disk that is configured' };

test('the higher limit of both directions counts', () => {
  const configured = { read: { '/dev/vda': 10 }, write: { '/dev/vda': 20 } };
  const finding = findingFor(configured, { read: { '254:0': 10 }, write: { '254:0': 20 } }, '254:0');
  expect(finding).toEqual({ value: 20, from: 'its control group, for 254:0, the disk of the engine\'s files' });
});

test('a limit of one direction is none', () => {
  expect(findingFor({ read: { '/dev/vda': 10 } }, { read: { '254:0': 10 }, write: {} }, '254:0')).toMatchObject({ value: 'unlimited' });
  expect(findingFor({}, { read: { '254:0': 10 }, write: { '7:0': 10 } }, '254:0')).toMatchObject({ value: 'unlimited' });
});

test('a limit of another disk is none', () => {
  expect(findingFor(both({ '/dev/loop0': 10 }), both({ '7:0': 10 }), '254:0')).toEqual({
    value: 'unlimited', from: 'its control group, which does not limit 254:0, the disk of the engine\'s files',
  });
});

test.each<[string, Rates, Rates]>([
  ['a removed', { '254:0': 10 }, {}],
  ['a raised', { '254:0': 10 }, { '254:0': 11 }],
])('%s limit is drift', (_, read, write) => {
  expect(findingFor(both({ '/dev/vda': 10 }), { read, write }, '254:0')).toEqual(DRIFT);
});

test('a removed limit of one of several disks is drift', () => {
  const configured = both({ '/dev/vda': 10, '/dev/vdb': 20 });
  expect(findingFor(configured, { read: { '254:0': 10, '254:16': 20 }, write: { '254:0': 10 } }, '254:0')).toEqual(DRIFT);
  expect(findingFor(configured, both({ '254:0': 10, '254:16': 20 }), '254:0')).toMatchObject({ value: 10 });
});

test('the limit is unknown if the files, or the disk of the engine, are not known', () => {
  expect(findingFor(both({ '/dev/vda': 10 }), undefined, '254:0')).toEqual({ from: 'its control group does not report it' });
  const finding = findingFor(both({ '/dev/vda': 10 }), both({ '254:0': 10 }));
  expect(finding).toEqual({ from: 'its control group: unknown for which disk, since the one of the engine\'s files is not known' });
});
