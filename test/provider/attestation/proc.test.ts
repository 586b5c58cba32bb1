import fc from 'fast-check';
import { parseCapabilities, parseHardLimit, parseKernelVersion, parseStatus, userIdInNamespace } from '../../../provider/attestation/proc';

const STATUS = 'Name:\tnginx\nUid:\t0\t101\t101\t101\nCapBnd:\t00000000a80425fb\nNoNewPrivs:\t1\nSeccomp:\t2\n';

test('a status is parsed to its fields by name', () => {
  expect(Object.fromEntries(parseStatus(STATUS))).toEqual({
    Name: 'nginx', Uid: '0\t101\t101\t101', CapBnd: '00000000a80425fb', NoNewPrivs: '1', Seccomp: '2',
  });
});

test('the bits of capabilities have names', () => {
  expect(parseCapabilities('0000000000000000')).toEqual([]);
  // The engine's default set, as `capsh --decode=00000000a80425fb` decodes it.
  expect(parseCapabilities('00000000a80425fb')).toEqual([
    'AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'NET_RAW', 'SETFCAP', 'SETGID',
    'SETPCAP', 'SETUID', 'SYS_CHROOT',
  ]);
  expect(parseCapabilities('000001ffffffffff')).toHaveLength(41);
  expect(parseCapabilities('8000000000000000')).toEqual(['63']);
});

test.each([undefined, '', 'x', '0x1', '-1', '1 2', '1'.repeat(17)])('%j is no set of capabilities', (bits) => {
  expect(parseCapabilities(bits)).toBeUndefined();
});

test('each bit is one capability', () => {
  fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 41n - 1n }), (bits) => {
    expect(parseCapabilities(bits.toString(16))).toHaveLength([...bits.toString(2)].filter((bit) => bit === '1').length);
  }));
});

test('a hard limit is a number or unlimited', () => {
  const limits = [
    'Limit                     Soft Limit           Hard Limit           Units     ',
    'Max processes             96365                unlimited            processes ',
    'Max open files            1024                 2048                 files     ',
  ].join('\n');
  expect(parseHardLimit(limits, 'Max open files')).toBe(2048);
  expect(parseHardLimit(limits, 'Max processes')).toBe('unlimited');
  expect(parseHardLimit(limits, 'Max locked memory')).toBeUndefined();
  expect(parseHardLimit('Max open files 1024 many', 'Max open files')).toBeUndefined();
});

test('a user has another number inside a user namespace', () => {
  const map = '         0     200000      65536\n     70000       1000          1\n';
  expect(userIdInNamespace(200_000, map)).toBe(0);
  expect(userIdInNamespace(200_101, map)).toBe(101);
  expect(userIdInNamespace(1_000, map)).toBe(70_000);
  expect(userIdInNamespace(0, map)).toBeUndefined();
});

test('the version of a kernel', () => {
  expect(parseKernelVersion('Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org)')).toBe('6.1.0-18-amd64');
  expect(parseKernelVersion(undefined)).toBe('unknown version');
});
